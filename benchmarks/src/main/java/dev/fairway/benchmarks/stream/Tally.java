package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Adds up what is committed to a topic, as it comes. */
final class Tally implements AutoCloseable {

  private final AtomicLong sum = new AtomicLong();
  private final CompletableFuture<Void> reading;
  private volatile boolean closed;

  /**
   * @param measure what a record adds
   */
  Tally(
      String bootstrapServers,
      Topic topic,
      ToLongFunction<ConsumerRecord<byte[], byte[]>> measure) {
    this.reading =
        CompletableFuture.runAsync(
            () -> {
              try (Committed records = new Committed(bootstrapServers, topic.topicName())) {
                while (!closed) {
                  records.next().forEach(found -> sum.addAndGet(measure.applyAsLong(found)));
                }
              }
            });
  }

  /** Until now. */
  long sum() {
    if (reading.isCompletedExceptionally()) {
      reading.join();
    }
    return sum.get();
  }

  @Override
  public void close() {
    closed = true;
    reading.join();
  }
}
