package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputTableTest {

  /** Ratios are taken round by round: 0.5, 0.6, 0.8, though the medians' is 0.6 of other rounds. */
  @Test
  void showsMediansAndTheRoundsRatios() {
    String table =
        ThroughputTable.of(
            List.of(
                record("ours", 1, 50, 4),
                record("theirs", 1, 100, 2),
                record("ours", 2, 60, 4),
                record("theirs", 2, 100, 2),
                record("ours", 3, 160, 4),
                record("theirs", 3, 200, 1)));
    assertThat(table.lines())
        .contains("| ours | 60 | 4.0 | 1.00 | 1.00 |", "| theirs | 100 | 2.0 | 0.60 | 2.00 |");
  }

  private static ThroughputRecord record(String side, int round, double rate, double processor) {
    return new ThroughputRecord(
        new Origin("", "", "", 2, 0), side, 3, 1, 20, "", 1, 1, 1, round, rate, processor);
  }
}
