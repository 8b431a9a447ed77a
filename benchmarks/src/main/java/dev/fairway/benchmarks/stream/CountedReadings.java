package dev.fairway.benchmarks.stream;

import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.SiteInterval;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the intervals topic accounts for. */
final class CountedReadings {

  private static final RecordCodec<SiteInterval> CODEC =
      new RecordCodec<>(SiteInterval.getDefaultInstance());

  /** Readings that went in, and repeated ones. */
  static long of(ConsumerRecord<byte[], byte[]> found) {
    SiteInterval interval = JobRecord.open(found, CODEC);
    return (long) interval.getReadings() + interval.getDuplicates();
  }

  private CountedReadings() {}
}
