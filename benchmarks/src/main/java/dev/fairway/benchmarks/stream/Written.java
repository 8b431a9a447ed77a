package dev.fairway.benchmarks.stream;

import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What has been committed to a topic since some moment. */
final class Written {

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final Map<TopicPartition, Long> from;

  private Written(String bootstrapServers, Map<TopicPartition, Long> from) {
    this.bootstrapServers = bootstrapServers;
    this.from = from;
  }

  /** From now on. */
  static Written from(String bootstrapServers, String topic) {
    try (Consumer<byte[], byte[]> consumer = Committed.consumer(bootstrapServers)) {
      return new Written(
          bootstrapServers, consumer.endOffsets(Committed.partitions(consumer, topic)));
    }
  }

  /**
   * @param what for messages
   * @throws IllegalStateException if the sum over the records is another
   */
  void requireSum(
      String what, long expected, ToLongFunction<ConsumerRecord<byte[], byte[]>> measure) {
    long[] sum = {0};
    forEach(found -> sum[0] += measure.applyAsLong(found));
    if (sum[0] != expected) {
      throw new IllegalStateException("%s: %d, not %d".formatted(what, sum[0], expected));
    }
  }

  /** Each record until now, in the order of its partition. */
  void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
    try (Consumer<byte[], byte[]> consumer = Committed.consumer(bootstrapServers)) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(POLL)) {
          visitor.accept(found);
        }
      }
    }
  }
}
