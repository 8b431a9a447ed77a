package dev.fairway.benchmarks.stream;

/**
 * One side, one round.
 *
 * @param perInterval readings of a site in an interval
 * @param checkpointSeconds between commits
 * @param readingsPerSecond while a quarter to nine tenths of the topic were committed
 * @param processorSecondsPerMillion of the whole process, broker included, for a million readings
 */
record ThroughputRecord(
    Origin origin,
    String side,
    int sites,
    int perInterval,
    long intervals,
    String contentType,
    int partitions,
    int parallelism,
    double checkpointSeconds,
    int round,
    double readingsPerSecond,
    double processorSecondsPerMillion) {

  String inWords() {
    return "%.0f readings/s, %.1f s of processor for a million"
        .formatted(readingsPerSecond, processorSecondsPerMillion);
  }
}
