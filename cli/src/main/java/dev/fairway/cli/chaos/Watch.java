package dev.fairway.cli.chaos;

import dev.fairway.cli.audit.OwnRecords;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.StepScore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How far forecasts and scores are, as a reader of committed records sees it. */
final class Watch implements AutoCloseable {

  private static final RecordCodec<Forecast> FORECASTS =
      new RecordCodec<>(Forecast.getDefaultInstance());
  private static final RecordCodec<Score> SCORES = new RecordCodec<>(Score.getDefaultInstance());

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Long> issued = new HashMap<>();
  private final Map<String, Long> scored = new HashMap<>();

  /**
   * The broker may come later, and go.
   *
   * @param partitions of each topic
   */
  Watch(String bootstrapServers, int partitions) {
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                500),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (Topic topic : new Topic[] {Topic.FORECASTS, Topic.SCORES}) {
      for (int partition = 0; partition < partitions; partition++) {
        all.add(new TopicPartition(topic.topicName(), partition));
      }
    }
    consumer.assign(all);
  }

  /** Takes in what is new; waits for it at most so long. */
  void look(Duration wait) {
    for (ConsumerRecord<byte[], byte[]> found : consumer.poll(wait)) {
      if (found.topic().equals(Topic.FORECASTS.topicName())) {
        Forecast forecast = OwnRecords.open(found, FORECASTS);
        issued.merge(forecast.getNetwork(), forecast.getIssueTime().getSeconds(), Math::max);
      } else {
        Score score = OwnRecords.open(found, SCORES);
        for (StepScore step : score.getStepsList()) {
          scored.merge(score.getNetwork(), step.getTargetTime().getSeconds(), Math::max);
        }
      }
    }
  }

  /** By network: newest time of issue, Unix s. */
  Map<String, Long> issued() {
    return Map.copyOf(issued);
  }

  /** By network: newest interval whose forecasts were scored, Unix s. */
  Map<String, Long> scored() {
    return Map.copyOf(scored);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
