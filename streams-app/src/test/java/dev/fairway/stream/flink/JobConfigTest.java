package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.ContentType;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobConfigTest {

  @Test
  void aSafeConfigurationHasNoProblems() {
    assertThat(
            config("k:9092", Duration.ofSeconds(2), Duration.ofMinutes(10), List.of(Networks.ROAD))
                .problems())
        .isEmpty();
  }

  @Test
  void everythingThatIsWrongComesInOneReport() {
    JobConfig config =
        config(" ", Duration.ofMinutes(9), Duration.ofMinutes(9), List.<MeasuredNetwork>of());
    assertThatThrownBy(config::requireSafe)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bootstrapServers")
        .hasMessageContaining("transactionTimeout = PT9M is shorter")
        .hasMessageContaining("networks is empty");
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    assertThat(
            config("k:9092", Duration.ZERO, Duration.ofMinutes(10), List.of(Networks.ROAD))
                .problems())
        .singleElement()
        .asString()
        .contains("checkpointInterval = PT0S", "without checkpoints");
  }

  @Test
  void aTransactionTheBrokerWouldRefuseIsNamed() {
    assertThat(
            config("k:9092", Duration.ofSeconds(2), Duration.ofHours(1), List.of(Networks.ROAD))
                .problems())
        .singleElement()
        .asString()
        .contains("transactionTimeout = PT1H", "PT15M");
  }

  @Test
  void aNetworkOccursOnce() {
    assertThat(
            config(
                    "k:9092",
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(10),
                    List.of(Networks.ROAD, Networks.ROAD))
                .problems())
        .singleElement()
        .asString()
        .contains("two with the id road");
  }

  private static JobConfig config(
      String bootstrap, Duration checkpoints, Duration timeout, List<MeasuredNetwork> networks) {
    return new JobConfig(
        bootstrap,
        ContentType.JSON,
        Optional.empty(),
        Duration.ofSeconds(1),
        checkpoints,
        "file:///checkpoints",
        timeout,
        "job",
        Optional.empty(),
        1,
        networks,
        (bundle, network) -> {
          throw new UnsupportedOperationException();
        });
  }
}
