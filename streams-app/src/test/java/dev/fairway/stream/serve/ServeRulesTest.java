package dev.fairway.stream.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Topic;
import dev.fairway.safety.Finding;
import dev.fairway.safety.KafkaFacts;
import dev.fairway.safety.TopicFacts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class ServeRulesTest {

  private static List<Finding> findings(String host, int partitionsOfForecasts) {
    Map<Topic, TopicFacts> topics = new EnumMap<>(Topic.class);
    Arrays.stream(Topic.values())
        .forEach(
            topic ->
                topics.put(
                    topic,
                    new TopicFacts(
                        topic == Topic.FORECASTS ? partitionsOfForecasts : 2,
                        1,
                        1,
                        Optional.empty(),
                        topic.isCompacted(),
                        !topic.isCompacted(),
                        true)));
    return ServeRules.of(config(host), new KafkaFacts(1, Duration.ofMinutes(15), 1, topics)).all();
  }

  private static ServeConfig config(String host) {
    return new ServeConfig("k:9092", "app", host, 8080, Path.of("state"), 1, Retention.DEFAULT);
  }

  @Test
  void theUsualIsSafe() {
    assertThat(findings(ServeConfig.LOOPBACK, 2)).isEmpty();
  }

  @Test
  void forecastsThatDoNotMeetTheirTruthAreRefusedBesideAnAddressForAll() {
    List<Finding> findings = findings("0.0.0.0", 3);
    assertThat(findings)
        .extracting(Finding::setting)
        .containsExactly("--host", "fairway.forecasts.v1 partitions");
    assertThat(findings).extracting(Finding::isRefusal).containsExactly(false, true);
    assertThat(findings.get(1).toString()).contains("= 3", "fairway.intervals.v1 has 2");
  }

  @Test
  void scoringReadsWhatIsCommittedAndWritesExactlyOnce() {
    assertThat(StreamsSettings.of(config(ServeConfig.LOOPBACK)))
        .containsEntry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2)
        .containsEntry(
            StreamsConfig.consumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
  }
}
