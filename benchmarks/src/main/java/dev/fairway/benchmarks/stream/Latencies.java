package dev.fairway.benchmarks.stream;

import java.util.Map;
import java.util.TreeMap;

/** Times that many had each, and what share of all had less. */
final class Latencies {

  private final TreeMap<Double, Long> counts = new TreeMap<>();
  private long all;

  void add(double seconds, int count) {
    if (count > 0) {
      counts.merge(seconds, (long) count, Long::sum);
      all += count;
    }
  }

  /**
   * The least time that such a share of all did not exceed.
   *
   * @throws IllegalStateException if there are none
   */
  double quantile(double share) {
    long seen = 0;
    for (Map.Entry<Double, Long> count : counts.entrySet()) {
      seen += count.getValue();
      if (seen >= share * all) {
        return count.getKey();
      }
    }
    throw new IllegalStateException("Nothing was timed");
  }
}
