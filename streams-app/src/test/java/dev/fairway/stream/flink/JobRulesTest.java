package dev.fairway.stream.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.safety.Finding;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.TopicFacts;
import dev.fairway.safety.UnsafeSettingsException;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRulesTest {

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final List<MeasuredNetwork> ROAD = List.of(Networks.ROAD);

  /** What most rules look at; the rest is as it should be. */
  private static JobConfig times(
      Duration deadline, Duration every, Duration timeout, Optional<Duration> idleness) {
    return config("k:9092", "job", "s3://checkpoints", deadline, every, timeout, idleness, 1, ROAD);
  }

  private static JobConfig networks(List<MeasuredNetwork> networks) {
    return config(
        "k:9092",
        "job",
        "s3://checkpoints",
        DEADLINE,
        EVERY,
        TIMEOUT,
        Optional.empty(),
        1,
        networks);
  }

  private static JobConfig config(
      String kafka,
      String prefix,
      String checkpoints,
      Duration deadline,
      Duration every,
      Duration timeout,
      Optional<Duration> idleness,
      int parallelism,
      List<MeasuredNetwork> networks) {
    return new JobConfig(
        kafka,
        ContentType.JSON,
        Optional.of("d:50051"),
        deadline,
        every,
        checkpoints,
        timeout,
        prefix,
        idleness,
        parallelism,
        networks,
        (bundle, network) -> {
          throw new UnsupportedOperationException();
        });
  }

  private static void assertOne(JobConfig config, boolean isRefusal, String... texts) {
    assertThat(JobRules.of(config).all())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.isRefusal()).isEqualTo(isRefusal);
              assertThat(one.toString()).contains(texts);
            });
  }

  @Test
  void theUsualIsSafe() {
    assertThat(JobRules.of(times(DEADLINE, EVERY, TIMEOUT, Optional.empty())).all()).isEmpty();
  }

  @Test
  void everythingThatIsUnsafeComesInOneReport() {
    JobConfig config =
        config(
            " ", "", "", Duration.ZERO, TIMEOUT, TIMEOUT, Optional.of(Duration.ZERO), 0, List.of());
    assertThatThrownBy(() -> JobRules.of(config).settle(warning -> {}))
        .isInstanceOf(UnsafeSettingsException.class)
        .message()
        .contains(
            "--kafka = ''",
            "--transactional-id-prefix = ''",
            "--parallelism = 0",
            "--checkpoints = ''",
            "--transaction-timeout = PT10M",
            "--deadline = PT0S",
            "--idleness = PT0S",
            "networks = none");
  }

  @Test
  void exactlyOnceNeedsCheckpoints() {
    assertOne(
        times(DEADLINE, Duration.ZERO, TIMEOUT, Optional.empty()),
        true,
        "--checkpoint-every = PT0S",
        "without checkpoints");
  }

  @Test
  void aTransactionOutlivesACheckpointAndARestart() {
    Duration needed = EVERY.plus(JobRules.CHECKPOINT).plus(JobRules.RESTART);
    assertThat(JobRules.of(times(DEADLINE, EVERY, needed, Optional.empty())).all()).isEmpty();
    assertOne(
        times(DEADLINE, EVERY, needed.minusMillis(1), Optional.empty()),
        true,
        "--transaction-timeout",
        "--checkpoint-every = PT10S",
        "set at least " + needed);
  }

  @Test
  void aDeadlineBeyondTheNextWindowIsTold() {
    assertOne(
        times(Networks.INTERVAL.plusSeconds(1), EVERY, TIMEOUT, Optional.empty()),
        false,
        "--deadline = PT5M1S",
        "PT5M");
  }

  @Test
  void idlenessWithinAnIntervalIsTold() {
    assertOne(
        times(DEADLINE, EVERY, TIMEOUT, Optional.of(Duration.ofMinutes(1))),
        false,
        "--idleness = PT1M",
        "PT5M");
  }

  @Test
  void aNetworkOccursOnce() {
    assertOne(
        networks(List.of(Networks.ROAD, Networks.ROAD)),
        true,
        "networks = road",
        "two with this id");
  }

  @Test
  void whatVesselsDoNotTellIsNoChannelOfAWaterway() {
    MeasuredNetwork water = Networks.WATERWAY;
    MeasuredNetwork odd =
        new MeasuredNetwork(
            water.network(),
            water.name(),
            List.of(new Channel("noise", "dB", 0, 200, true, Aggregation.MEAN)),
            water.interval(),
            water.zone(),
            water.lateness(),
            "");
    assertOne(networks(List.of(odd)), true, "channel of network water = noise");
  }

  @Test
  void whatTheBrokerRefusesIsRefusedBesideWhatIsUnsafeHere(@TempDir Path home) throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");
    KafkaFacts kafka =
        new KafkaFacts(
            1,
            Duration.ofMinutes(5),
            1,
            Map.of(
                Topic.OBSERVATIONS,
                new TopicFacts(1, 1, 1, Optional.of(Duration.ofMinutes(1)), false, true, true)));
    JobConfig config =
        config(
            "k:9092",
            "job",
            file.toUri().toString(),
            Duration.ZERO,
            EVERY,
            TIMEOUT,
            Optional.empty(),
            2,
            ROAD);
    assertThat(JobRules.of(config, kafka, file.resolve("checkpoints")).all())
        .extracting(Finding::setting, Finding::isRefusal)
        .containsExactly(
            tuple("--deadline", true),
            tuple("--transaction-timeout", true),
            tuple("topics", false),
            tuple("--parallelism", false),
            tuple("fairway.observations.v1 retention.ms", true),
            tuple("--checkpoints", true));
  }
}
