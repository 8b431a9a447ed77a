package dev.fairway.cli.audit;

import dev.fairway.network.NetworkKind;
import dev.fairway.series.MeasuredNetwork;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What went in for a network, and how far its clock is. */
final class NetworkInput {

  private final MeasuredNetwork measured;
  private final ExpectedIntervals expected;
  private final long[] newest;
  private long records;

  /**
   * @param partitions of the topic of its readings
   */
  NetworkInput(MeasuredNetwork measured, int partitions) {
    this.measured = measured;
    this.expected =
        measured.network().kind() == NetworkKind.ROAD
            ? new RoadIntervals(measured)
            : new WaterwayIntervals(measured);
    this.newest = new long[partitions];
    Arrays.fill(newest, Long.MIN_VALUE);
  }

  void take(ConsumerRecord<byte[], byte[]> found, Letters letters) {
    int partition = found.partition();
    records++;
    newest[partition] = Math.max(newest[partition], expected.take(found, letters));
  }

  /** What has no value or is too long is not read; it must be refused. */
  void refuse(ConsumerRecord<byte[], byte[]> found, Letters letters) {
    records++;
    byte[] value = found.value() == null ? new byte[0] : found.value();
    if (letters.take(value).isEmpty()) {
      expected.unanswered().lost("a record of no reading's length, without a dead letter");
    }
  }

  MeasuredNetwork measured() {
    return measured;
  }

  ExpectedIntervals expected() {
    return expected;
  }

  /** Heartbeats included. */
  long records() {
    return records;
  }

  /**
   * Intervals that end by then are over: the clock of the partition that is furthest behind, less
   * what may come late. Unix s; {@code Long.MIN_VALUE} while a partition is silent.
   */
  long closedUntil() {
    long slowest = Arrays.stream(newest).min().orElse(Long.MIN_VALUE);
    return slowest == Long.MIN_VALUE
        ? Long.MIN_VALUE
        : Math.floorDiv(slowest - measured.lateness().toMillis(), 1000L);
  }
}
