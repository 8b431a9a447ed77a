package dev.fairway.cli.chaos;

import java.time.Duration;
import java.util.List;

/** What a person reads at the end. */
public final class ChaosTable {

  private static final String ROW = "%-44s %5s  %16s %7s %8s %6s%n";

  private final List<FaultRow> rows;

  ChaosTable(List<FaultRow> rows) {
    this.rows = List.copyOf(rows);
  }

  /** Whether nothing was lost, doubled or wrong, and each fault was recovered from. */
  public boolean isSurvived() {
    return rows.stream().allMatch(FaultRow::isSurvived);
  }

  /** Lines for a terminal. */
  public String describe() {
    StringBuilder text =
        new StringBuilder(ROW.formatted("fault", "times", "recovery s", "lost", "doubled", "wrong"))
            .append(ROW.formatted("", "", "median / worst", "", "", ""));
    for (FaultRow row : rows) {
      text.append(
          ROW.formatted(
              row.fault(), row.times(), recovery(row), row.lost(), row.doubled(), row.wrong()));
    }
    long survived = rows.stream().filter(FaultRow::isSurvived).mapToLong(FaultRow::times).sum();
    return text.append(
            "%d of %d faults survived, %d records lost, %d doubled, %d wrong%n"
                .formatted(
                    survived,
                    rows.stream().mapToLong(FaultRow::times).sum(),
                    rows.stream().mapToLong(FaultRow::lost).sum(),
                    rows.stream().mapToLong(FaultRow::doubled).sum(),
                    rows.stream().mapToLong(FaultRow::wrong).sum()))
        .toString();
  }

  private static String recovery(FaultRow row) {
    List<Duration> sorted = row.recoveries().stream().sorted().toList();
    String times =
        sorted.isEmpty()
            ? "-"
            : "%.1f / %.1f"
                .formatted(
                    seconds(sorted.get(sorted.size() / 2)), seconds(sorted.get(sorted.size() - 1)));
    return row.missed() == 0 ? times : times + ", %d never".formatted(row.missed());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
