package dev.fairway.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTableTest {

  @Test
  void recoveriesAreToldByTheirMedianAndTheWorst() {
    ChaosTable table = new ChaosTable(List.of(row(0, 0, 0, 0)));
    assertThat(table.describe()).contains("2.0 / 9.5", "3 of 3 faults survived, 0 records lost");
    assertThat(table.isSurvived()).isTrue();
  }

  @Test
  void anythingLostDoubledWrongOrNeverRecoveredIsNotSurvived() {
    for (FaultRow bad :
        List.of(row(1, 0, 0, 0), row(0, 1, 0, 0), row(0, 0, 1, 0), row(0, 0, 0, 1))) {
      ChaosTable table = new ChaosTable(List.of(row(0, 0, 0, 0), bad));
      assertThat(table.isSurvived()).as(table.describe()).isFalse();
      assertThat(table.describe()).contains("3 of 6 faults survived");
    }
  }

  private static FaultRow row(int missed, long lost, long doubled, long wrong) {
    return new FaultRow(
        "a fault",
        3,
        List.of(Duration.ofSeconds(2), Duration.ofMillis(9500), Duration.ofSeconds(1)),
        missed,
        lost,
        doubled,
        wrong);
  }
}
