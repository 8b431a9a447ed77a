package dev.fairway.stream.flink;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that a reader of committed records finds on a topic. */
final class CommittedRecords<T extends Message> implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final RecordCodec<T> codec;
  private final List<T> found = new ArrayList<>();

  CommittedRecords(String bootstrapServers, Topic topic, T prototype) {
    this.codec = new RecordCodec<>(prototype);
    this.consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.topicName()).stream()
            .map(p -> new TopicPartition(p.topic(), p.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Everything so far. */
  List<T> read() {
    try {
      for (ConsumerRecord<byte[], byte[]> polled : consumer.poll(Duration.ofMillis(200))) {
        found.add(Envelope.open(polled, codec));
      }
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
    return List.copyOf(found);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
