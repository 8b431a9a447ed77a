package dev.fairway.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultTableTest {

  @Test
  void aModelIsALineWithMeanAndSpreadBesideTheBestPeer() {
    String table =
        ResultTable.of(
            List.of(
                Runs.baseline("last-value", 4),
                Runs.of("modern", false, 1, 0.9),
                Runs.of("modern", false, 2, 1.1),
                Runs.of("torch-stid", true, 1, 2),
                Runs.of("torch-stgcn", true, 1, 3)),
            Optional.empty());

    assertThat(table).contains("## small, 60 / 20 / 20 % in time order", "### speed, m/s");
    assertThat(table.lines().filter(line -> line.startsWith("| ")).skip(1))
        .containsExactly(
            line("modern | 2 | 1000", "**1.000** ± 0.141 / 2.000 / 10.0 %", "-50.0 % | 1.5"),
            line("torch-stid | 1 | 1000", "**2.000** / 4.000 / 10.0 %", "+0.0 % | 1.5"),
            line("torch-stgcn | 1 | 1000", "**3.000** / 6.000 / 10.0 %", "+50.0 % | 1.5"),
            line("last-value | - | 1000", "**4.000** / 8.000 / 10.0 %", "+100.0 % | 1.5"));
  }

  @Test
  void withoutPeersThereIsNothingToCompareWith() {
    String table = ResultTable.of(List.of(Runs.of("modern", false, 1, 1)), Optional.empty());

    assertThat(table).contains("| modern | 1 | 1000 |").contains("| - | 1.5 |");
  }

  @Test
  void againstAModelSeedsAreComparedInPairs() {
    String table =
        ResultTable.of(
            List.of(
                Runs.of("full", false, 1, 1),
                Runs.of("full", false, 2, 2),
                Runs.of("less", false, 1, 1.1),
                Runs.of("less", false, 2, 2.2),
                Runs.of("alone", false, 3, 3)),
            Optional.of("full"));

    assertThat(table)
        .contains("MAE against full", "| +0.00 ± 0.00 % |", "| +10.00 ± 0.00 % |", "| - | 1.5 |");
  }

  private static String line(String first, String scores, String last) {
    return "| %s | %s | %s | %s | %s | %s |".formatted(first, scores, scores, scores, scores, last);
  }
}
