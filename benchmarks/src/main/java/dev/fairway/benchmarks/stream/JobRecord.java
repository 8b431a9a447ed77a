package dev.fairway.benchmarks.stream;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the job wrote. */
final class JobRecord {

  /**
   * @throws IllegalStateException if it cannot be read
   */
  static <T extends Message> T open(ConsumerRecord<byte[], byte[]> found, RecordCodec<T> codec) {
    try {
      return Envelope.open(found, codec);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException("The job wrote what cannot be read", e);
    }
  }

  private JobRecord() {}
}
