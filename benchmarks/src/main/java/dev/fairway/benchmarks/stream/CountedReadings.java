package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.v1.SiteInterval;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record of the intervals topic accounts for. */
final class CountedReadings {

  private static final RecordCodec<SiteInterval> CODEC =
      new RecordCodec<>(SiteInterval.getDefaultInstance());

  /** Readings that went in, and repeated ones. */
  static long of(ConsumerRecord<byte[], byte[]> found) {
    try {
      SiteInterval interval = Envelope.open(found, CODEC);
      return (long) interval.getReadings() + interval.getDuplicates();
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("The job wrote what cannot be read", e);
    }
  }

  private CountedReadings() {}
}
