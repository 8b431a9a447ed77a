package dev.fairway.benchmarks.stream;

import dev.fairway.benchmarks.speed.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Measurements as a Markdown table: medians over the rounds, and what the first side is of each.
 */
final class ThroughputTable {

  static String of(List<ThroughputRecord> records) {
    List<String> sides = records.stream().map(ThroughputRecord::side).distinct().toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "| side | readings/s | processor, s a million | %s / it: readings/s | processor |"
            .formatted(sides.get(0)));
    lines.add("|---|---|---|---|---|");
    List<ThroughputRecord> first = of(records, sides.get(0));
    for (String side : sides) {
      List<ThroughputRecord> its = of(records, side);
      lines.add(
          "| %s | %.0f | %.1f | %.2f | %.2f |"
              .formatted(
                  side,
                  Times.median(all(its, ThroughputRecord::readingsPerSecond)),
                  Times.median(all(its, ThroughputRecord::processorSecondsPerMillion)),
                  ratio(first, its, ThroughputRecord::readingsPerSecond),
                  ratio(first, its, ThroughputRecord::processorSecondsPerMillion)));
    }
    return String.join("\n", lines);
  }

  /** Median of the rounds' ratios. */
  private static double ratio(
      List<ThroughputRecord> ours,
      List<ThroughputRecord> theirs,
      ToDoubleFunction<ThroughputRecord> what) {
    return new Times(all(ours, what)).to(new Times(all(theirs, what))).median();
  }

  private static double[] all(
      List<ThroughputRecord> records, ToDoubleFunction<ThroughputRecord> what) {
    return records.stream().mapToDouble(what).toArray();
  }

  private static List<ThroughputRecord> of(List<ThroughputRecord> records, String side) {
    return records.stream().filter(record -> record.side().equals(side)).toList();
  }

  private ThroughputTable() {}
}
