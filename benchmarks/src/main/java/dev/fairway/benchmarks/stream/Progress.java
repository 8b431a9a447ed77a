package dev.fairway.benchmarks.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group is on a topic over time, by what it has committed: what is counted has
 * come out at the other end.
 */
final class Progress implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(50);

  /** Of the topic: until then virtual machines warm up and buffers fill. */
  private static final double WARM_UP = 0.25;

  private final Admin admin;
  private final Map<TopicPartition, Long> ends;

  /**
   * @param nanos when it was seen
   * @param offset sum over the partitions
   * @param processorNanos that this process had used by then
   */
  private record Point(long nanos, long offset, long processorNanos) {}

  /**
   * @param share of the topic that was read while time was taken
   * @param seconds for that
   * @param processorSeconds of the whole process, broker included, meanwhile
   */
  record Pace(double share, double seconds, double processorSeconds) {}

  Progress(String bootstrapServers, String topic) throws InterruptedException, ExecutionException {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    Set<TopicPartition> partitions =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
            .map(p -> new TopicPartition(topic, p.partition()))
            .collect(Collectors.toSet());
    ends =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
            .all()
            .get()
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> offset(e.getValue())));
  }

  private static long offset(ListOffsetsResultInfo info) {
    return info.offset();
  }

  /**
   * Waits until a group has committed the whole topic.
   *
   * @param processor nanoseconds of this process so far
   * @throws IllegalStateException if it goes no further for two minutes
   */
  Pace follow(String group, java.util.function.LongSupplier processor)
      throws InterruptedException, ExecutionException {
    long end = ends.values().stream().mapToLong(Long::longValue).sum();
    List<Point> points = new ArrayList<>();
    points.add(new Point(System.nanoTime(), 0, processor.getAsLong()));
    while (last(points).offset() < end) {
      Thread.sleep(POLL.toMillis());
      long reached = committed(group);
      if (reached > last(points).offset()) {
        points.add(new Point(System.nanoTime(), reached, processor.getAsLong()));
      } else if (System.nanoTime() - last(points).nanos() > Duration.ofMinutes(2).toNanos()) {
        throw new IllegalStateException(
            "Group %s stands at %d of %d for two minutes".formatted(group, reached, end));
      }
    }
    Point first =
        points.stream().filter(p -> p.offset() >= WARM_UP * end).findFirst().orElseThrow();
    Point last = last(points);
    if (first == last) {
      throw new IllegalStateException(
          "Group %s committed all at once: the topic is too short to take times".formatted(group));
    }
    return new Pace(
        (last.offset() - first.offset()) / (double) end,
        (last.nanos() - first.nanos()) / 1e9,
        (last.processorNanos() - first.processorNanos()) / 1e9);
  }

  /** Where a partition ends in a transaction's marker, nobody commits more than what is before. */
  private long committed(String group) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    return ends.entrySet().stream()
        .mapToLong(
            e -> {
              OffsetAndMetadata its = committed.get(e.getKey());
              long reached = its == null ? 0 : its.offset();
              return reached >= e.getValue() - 1 ? e.getValue() : reached;
            })
        .sum();
  }

  private static Point last(List<Point> points) {
    return points.get(points.size() - 1);
  }

  @Override
  public void close() {
    admin.close();
  }
}
