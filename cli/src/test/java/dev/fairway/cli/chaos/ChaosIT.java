package dev.fairway.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairway chaos}, short: the processes of the product, two faults, and the oracle. */
class ChaosIT {

  @TempDir private Path directory;

  @Test
  void aKilledJobAndARestartedBrokerLoseAndDoubleNothing() throws Exception {
    List<String> told = new ArrayList<>();
    ChaosTable table =
        new ChaosRun(directory, 1, new Random(1), Clock.systemUTC(), told::add)
            .run(EnumSet.of(FaultKind.JOB, FaultKind.BROKER_RESTART), 0, 1);
    assertThat(table.isSurvived()).as("%s%n%s", table.describe(), String.join("\n", told)).isTrue();
    assertThat(table.describe()).contains("2 of 2 faults survived, 0 records lost, 0 doubled");
  }

  @Test
  void theJobInItsJarGoesOnOnAFlinkClusterAtTwiceTheParallelism() throws Exception {
    List<String> told = new ArrayList<>();
    ChaosTable table =
        new ChaosRun(directory, 1, new Random(1), Clock.systemUTC(), told::add)
            .run(EnumSet.of(FaultKind.RESCALE), 0, 1);
    assertThat(table.isSurvived()).as("%s%n%s", table.describe(), String.join("\n", told)).isTrue();
  }
}
