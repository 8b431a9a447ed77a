package dev.fairway.benchmarks.stream;

/**
 * One round.
 *
 * @param messages of AIS in the file, static reports included
 * @param decodedPerSecond messages by the product's source, one thread
 * @param aisLibPerSecond messages by AisLib, one thread
 * @param fedPerSecond messages from the file to the positions topic, while the job runs
 * @param wholePerSecond messages from the file to committed intervals, from the start of the feed
 *     until nine tenths are committed
 * @param processorSecondsPerMillion of the whole process, broker included, for a million messages
 */
record AisRecord(
    Origin origin,
    int vessels,
    int cells,
    long messages,
    String contentType,
    int partitions,
    int parallelism,
    double checkpointSeconds,
    int round,
    double decodedPerSecond,
    double aisLibPerSecond,
    double fedPerSecond,
    double wholePerSecond,
    double processorSecondsPerMillion) {

  String inWords() {
    return ("decoded %.0f messages/s, AisLib %.0f; from the lines to committed intervals %.0f messages/s"
            + " (fed at %.0f/s), %.1f s of processor for a million")
        .formatted(
            decodedPerSecond,
            aisLibPerSecond,
            wholePerSecond,
            fedPerSecond,
            processorSecondsPerMillion);
  }
}
