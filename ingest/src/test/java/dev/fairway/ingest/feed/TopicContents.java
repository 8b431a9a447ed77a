package dev.fairway.ingest.feed;

import static org.awaitility.Awaitility.await;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.core.ConditionTimeoutException;

/** What is on a topic of one network, by now. */
record TopicContents(String bootstrapServers, String network) {

  static final RecordCodec<Observation> OBSERVATION =
      new RecordCodec<>(Observation.getDefaultInstance());

  List<ConsumerRecord<byte[], byte[]>> committed(Topic topic) {
    return read(topic, "read_committed");
  }

  List<ConsumerRecord<byte[], byte[]>> withUncommitted(Topic topic) {
    return read(topic, "read_uncommitted");
  }

  /** The values of the committed readings, which number them, in rising order. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> found : committed(Topic.OBSERVATIONS)) {
      Observation observation = open(found);
      if (!observation.getHeartbeat()) {
        numbers.add((int) observation.getValuesOrThrow("flow"));
      }
    }
    return numbers.stream().sorted().toList();
  }

  static Observation open(ConsumerRecord<byte[], byte[]> found) {
    try {
      return Envelope.open(found, OBSERVATION);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> read(Topic topic, String isolation) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = settledEnds(partitions, consumer);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
          if (Envelope.network(one).equals(Optional.of(network))) {
            found.add(one);
          }
        }
      }
    }
    return found;
  }

  /**
   * A commit returns before its markers are on every partition, and until then readers of committed
   * records do not see it: the end is waited for, but not for ever, as a transaction may be open.
   */
  private Map<TopicPartition, Long> settledEnds(
      List<TopicPartition> partitions, KafkaConsumer<byte[], byte[]> consumer) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_uncommitted");
    try (var all =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> consumer.endOffsets(partitions).equals(all.endOffsets(partitions)));
    } catch (ConditionTimeoutException e) {
      // A transaction is open: what is committed ends before it.
    }
    return consumer.endOffsets(partitions);
  }
}
