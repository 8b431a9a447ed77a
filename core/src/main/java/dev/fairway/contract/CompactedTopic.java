package dev.fairway.contract;

import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A compacted topic read as what it is: a table with the newest record of each key. */
public final class CompactedTopic {

  private static final Logger LOG = LoggerFactory.getLogger(CompactedTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final int IDLE_POLLS = 60;

  /**
   * Reads a topic to its present end, committed records only. A record that cannot be read is
   * logged and left out; a record without a value removes its key.
   *
   * @throws TimeoutException if the broker stays silent for 30 s before the end is reached
   */
  public static <T extends Message> Map<String, T> read(
      String bootstrapServers, Topic topic, RecordCodec<T> codec) {
    if (!topic.isCompacted()) {
      throw new IllegalArgumentException(topic + " is a stream, not a table");
    }
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer, topic, codec);
    }
  }

  static <T extends Message> Map<String, T> read(
      Consumer<byte[], byte[]> consumer, Topic topic, RecordCodec<T> codec) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<String, T> newest = new LinkedHashMap<>();
    int idle = 0;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      int read = 0;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        put(newest, record, codec);
        read++;
      }
      idle = read == 0 ? idle + 1 : 0;
      if (idle > IDLE_POLLS) {
        throw new TimeoutException(
            "Topic " + topic.topicName() + ": its end " + ends + " was not reached, no answer");
      }
    }
    return newest;
  }

  private static <T extends Message> void put(
      Map<String, T> newest, ConsumerRecord<byte[], byte[]> record, RecordCodec<T> codec) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      newest.remove(key);
      return;
    }
    try {
      newest.put(key, Envelope.open(record, codec));
    } catch (MalformedRecordException e) {
      LOG.warn(
          "{}-{}@{}, key {}: left out, {}",
          record.topic(),
          record.partition(),
          record.offset(),
          key,
          e.getMessage());
    }
  }

  private CompactedTopic() {}
}
