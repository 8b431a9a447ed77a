package dev.fairway.benchmarks.stream;

/**
 * From the moment at which the broker had all of an interval to the moment at which a reader of
 * committed records had its forecasts, seconds; over all forecasts of the intervals.
 *
 * @param diffusion a {@link DiffusionMood}
 * @param deadlineSeconds that the service had
 * @param fallbackShare of the intervals that were forecast by the baseline
 * @param checkpointBytes what the job remembers, as the newest checkpoint holds it
 * @param residentBytes the most that the whole process held by then, broker and all
 */
record LatencyRecord(
    Origin origin,
    int sites,
    double checkpointSeconds,
    String diffusion,
    double deadlineSeconds,
    int intervals,
    double p50Seconds,
    double p90Seconds,
    double p99Seconds,
    double worstSeconds,
    double fallbackShare,
    long checkpointBytes,
    long residentBytes) {

  private static final double MIB = 1 << 20;

  static String tableHead() {
    return "| sites | checkpoints, s | diffusion service | intervals | p50, s | p90, s | p99, s | worst, s | by the baseline | checkpoint, MiB | process, MiB |\n|---|---|---|---|---|---|---|---|---|---|---|";
  }

  String tableRow() {
    return "| %d | %.0f | %s | %d | %.2f | %.2f | %.2f | %.2f | %.0f %% | %.1f | %.0f |"
        .formatted(
            sites,
            checkpointSeconds,
            diffusion,
            intervals,
            p50Seconds,
            p90Seconds,
            p99Seconds,
            worstSeconds,
            100 * fallbackShare,
            checkpointBytes / MIB,
            residentBytes / MIB);
  }
}
