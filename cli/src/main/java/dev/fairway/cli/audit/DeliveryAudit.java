package dev.fairway.cli.audit;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import dev.fairway.contract.v1.SiteInterval;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts what is on the topics, as a reader of committed records sees it, so that anybody can check
 * that what went in came out, once.
 */
public final class DeliveryAudit {

  private static final Duration POLL = Duration.ofMillis(500);

  private final String bootstrapServers;
  private final Map<String, NetworkCounts> byNetwork = new TreeMap<>();

  public DeliveryAudit(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Reads the topics to their present end; counts by network. */
  public Map<String, NetworkCounts> run() {
    each(
        Topic.OBSERVATIONS,
        Observation.getDefaultInstance(),
        o -> {
          if (!o.getHeartbeat()) {
            of(o.getNetwork()).readings++;
          }
        });
    each(
        Topic.POSITIONS,
        Position.getDefaultInstance(),
        p -> {
          if (!p.getHeartbeat()) {
            of(p.getNetwork()).readings++;
          }
        });
    each(Topic.INTERVALS, SiteInterval.getDefaultInstance(), i -> of(i.getNetwork()).add(i));
    each(Topic.FORECASTS, Forecast.getDefaultInstance(), f -> of(f.getNetwork()).add(f));
    each(Topic.DEAD_LETTERS, DeadLetter.getDefaultInstance(), d -> of(d.getNetwork()).add(d));
    return byNetwork;
  }

  private NetworkCounts of(String network) {
    return byNetwork.computeIfAbsent(network, id -> new NetworkCounts());
  }

  private <T extends Message> void each(Topic topic, T prototype, Consumer<T> counter) {
    RecordCodec<T> codec = new RecordCodec<>(prototype);
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          if (found.offset() < ends.get(new TopicPartition(found.topic(), found.partition()))) {
            counter.accept(Envelope.open(found, codec));
          }
        }
      }
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(topic.topicName() + ": " + e.getMessage(), e);
    }
  }
}
