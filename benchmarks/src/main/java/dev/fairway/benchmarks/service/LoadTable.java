package dev.fairway.benchmarks.service;

import dev.fairway.benchmarks.speed.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Measurements as a Markdown table: medians over the rounds. */
final class LoadTable {

  static String of(List<LoadRecord> records) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| sites | callers | batching | windows/s | p50, ms | p99, ms | mean batch | processor, ms a window |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (int sites : distinct(records, LoadRecord::sites)) {
      for (int callers : distinct(records, LoadRecord::callers)) {
        for (boolean batching : new boolean[] {false, true}) {
          List<LoadRecord> rounds =
              records.stream()
                  .filter(
                      r -> r.sites() == sites && r.callers() == callers && r.batching() == batching)
                  .toList();
          if (!rounds.isEmpty()) {
            lines.add(line(rounds));
          }
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String line(List<LoadRecord> rounds) {
    return "| %d | %d | %s | %.1f | %.0f | %.0f | %.1f | %.1f |"
        .formatted(
            rounds.get(0).sites(),
            rounds.get(0).callers(),
            rounds.get(0).batching() ? "on" : "off",
            median(rounds, LoadRecord::windowsPerSecond),
            1000 * median(rounds, LoadRecord::p50Seconds),
            1000 * median(rounds, LoadRecord::p99Seconds),
            median(rounds, LoadRecord::meanBatch),
            1000 * median(rounds, LoadRecord::processorSecondsPerWindow));
  }

  private static List<Integer> distinct(
      List<LoadRecord> records, Function<LoadRecord, Integer> what) {
    return records.stream().map(what).distinct().sorted().toList();
  }

  private static double median(List<LoadRecord> rounds, ToDoubleFunction<LoadRecord> what) {
    return Times.median(rounds.stream().mapToDouble(what).toArray());
  }

  private LoadTable() {}
}
