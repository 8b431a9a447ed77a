package dev.fairway.benchmarks.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group is on a topic over time, by what it has committed: what is counted has
 * come out at the other end. It watches from its making on.
 */
final class Progress implements AutoCloseable {

  /**
   * Share of the topic beyond which no commit counts. Flink's reader waits at the topic's end, and
   * commits what it has read before only when its poll ends, up to ten seconds later.
   */
  static final double BEFORE_THE_END = 0.9;

  private static final Duration POLL = Duration.ofMillis(50);
  private static final Duration STANDSTILL = Duration.ofMinutes(2);

  private final Admin admin;
  private final String topic;
  private final String group;
  private final List<Point> points = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> watching;
  private volatile boolean closed;

  /**
   * @param nanos when it was seen
   * @param offsets that were committed by then
   * @param processorNanos that this process had used by then
   */
  private record Point(long nanos, Map<TopicPartition, Long> offsets, long processorNanos) {

    /** Of the topic, if it ends there. */
    double share(Map<TopicPartition, Long> ends) {
      long end = ends.values().stream().mapToLong(Long::longValue).sum();
      return ends.entrySet().stream().mapToLong(e -> reached(e.getKey(), e.getValue())).sum()
          / (double) end;
    }

    /** A partition ends in a transaction's marker: nobody commits more than what is before it. */
    private long reached(TopicPartition partition, long end) {
      long its = offsets.getOrDefault(partition, 0L);
      return its >= end - 1 ? end : its;
    }
  }

  /**
   * @param share of the topic that was committed meanwhile
   * @param processorSeconds of the whole process, broker included
   */
  record Pace(double share, double seconds, double processorSeconds) {}

  Progress(String bootstrapServers, String topic, String group) {
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    this.topic = topic;
    this.group = group;
    points.add(new Point(System.nanoTime(), Map.of(), ProcessorTime.nanos()));
    this.watching = CompletableFuture.runAsync(this::watch);
  }

  /**
   * Waits until the whole topic is committed, as it is now.
   *
   * @throws IllegalStateException if it goes no further for two minutes
   */
  Committed toTheEnd() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> ends = ends();
    while (last().share(ends) < 1) {
      if (watching.isCompletedExceptionally()) {
        watching.join();
      }
      if (System.nanoTime() - last().nanos() > STANDSTILL.toNanos()) {
        throw new IllegalStateException(
            "Group %s stands at %s of %s for %s".formatted(group, last(), ends, STANDSTILL));
      }
      Thread.sleep(POLL.toMillis());
    }
    return new Committed(ends);
  }

  /** A topic that is committed. */
  final class Committed {

    private final Map<TopicPartition, Long> ends;

    private Committed(Map<TopicPartition, Long> ends) {
      this.ends = ends;
    }

    /**
     * From the first commit at or after a share of the topic to the last one at or before another.
     *
     * @throws IllegalStateException if there are no two
     */
    Pace between(double from, double to) {
      Point first = points.stream().filter(p -> p.share(ends) >= from).findFirst().orElseThrow();
      Point last =
          points.stream().filter(p -> p.share(ends) <= to).reduce((a, b) -> b).orElseThrow();
      if (first.nanos() >= last.nanos()) {
        throw new IllegalStateException(
            "Group %s committed too much at once: the topic is too short to take times"
                .formatted(group));
      }
      return new Pace(
          last.share(ends) - first.share(ends),
          (last.nanos() - first.nanos()) / 1e9,
          (last.processorNanos() - first.processorNanos()) / 1e9);
    }
  }

  private void watch() {
    try {
      while (!closed) {
        Map<TopicPartition, Long> committed = committed();
        if (!committed.equals(last().offsets())) {
          points.add(new Point(System.nanoTime(), committed, ProcessorTime.nanos()));
        }
        Thread.sleep(POLL.toMillis());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Offsets of group " + group + " cannot be read", e);
    }
  }

  private Map<TopicPartition, Long> committed() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> found =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return found.entrySet().stream()
        .filter(e -> e.getKey().topic().equals(topic) && e.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private Map<TopicPartition, Long> ends() throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
    return admin.listOffsets(latest).all().get().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }

  private Point last() {
    return points.get(points.size() - 1);
  }

  @Override
  public void close() {
    closed = true;
    watching.join();
    admin.close();
  }
}
