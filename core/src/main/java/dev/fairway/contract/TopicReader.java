package dev.fairway.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads topics from their beginning, all at once, to where they ended when the reader was opened.
 * The ends are taken topic by topic in the order given: where an earlier topic is made from a later
 * one, all that its records come from is before the ends.
 */
public final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int IDLE_POLLS = 150;

  private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> beginnings;
  private final Map<TopicPartition, Long> ends = new LinkedHashMap<>();

  TopicReader(
      org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, List<Topic> topics) {
    this.consumer = consumer;
    for (Topic topic : topics) {
      ends.putAll(
          consumer.endOffsets(
              consumer.partitionsFor(topic.topicName()).stream()
                  .map(p -> new TopicPartition(p.topic(), p.partition()))
                  .toList()));
    }
    List<TopicPartition> partitions = new ArrayList<>(ends.keySet());
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    beginnings = consumer.beginningOffsets(partitions);
  }

  /** Of committed records. */
  public static TopicReader committed(String bootstrapServers, Topic... topics) {
    return open(bootstrapServers, IsolationLevel.READ_COMMITTED, topics);
  }

  public static TopicReader open(
      String bootstrapServers, IsolationLevel isolation, Topic... topics) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            settings(bootstrapServers, isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    try {
      return new TopicReader(consumer, List.of(topics));
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static Map<String, Object> settings(String bootstrapServers, IsolationLevel isolation) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        bootstrapServers,
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        isolation.toString().toLowerCase(Locale.ROOT),
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        5000,
        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
        4 << 20);
  }

  /** Where each partition ended when the reader was opened. */
  public Map<TopicPartition, Long> ends() {
    return Map.copyOf(ends);
  }

  /** Whether everything before the ends has been read. */
  public boolean isAtEnd() {
    return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
  }

  /** Share of what there is before the ends that has been read, 0..1. */
  public double share() {
    long read = 0;
    long all = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      long beginning = beginnings.get(end.getKey());
      all += end.getValue() - beginning;
      read += Math.min(consumer.position(end.getKey()), end.getValue()) - beginning;
    }
    return all == 0 ? 1 : (double) read / all;
  }

  /** What comes next, also from after the ends; waits for it, but not long. */
  public Iterable<ConsumerRecord<byte[], byte[]>> poll() {
    return consumer.poll(POLL);
  }

  /**
   * Reads everything before the ends, and nothing after them.
   *
   * @throws TimeoutException if the broker stays silent for 30 s
   */
  public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    forEach(visitor, () -> {});
  }

  /**
   * As the other; {@code progress} is called now and then.
   *
   * @throws TimeoutException if the broker stays silent for 30 s
   */
  public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> visitor, Runnable progress) {
    int idle = 0;
    while (!isAtEnd()) {
      idle++;
      for (ConsumerRecord<byte[], byte[]> found : poll()) {
        idle = 0;
        if (found.offset() < ends.get(new TopicPartition(found.topic(), found.partition()))) {
          visitor.accept(found);
        }
      }
      if (idle > IDLE_POLLS) {
        throw new TimeoutException("No answer for 30 s; the ends " + ends + " were not reached");
      }
      progress.run();
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
