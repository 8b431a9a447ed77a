package dev.fairway.cli.audit;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records that Fairway itself has written: that one of them cannot be read is a fault of its own.
 */
public final class OwnRecords {

  /**
   * @throws IllegalStateException if it cannot be read; it says which one and why
   */
  public static <T extends Message> T open(
      ConsumerRecord<byte[], byte[]> found, RecordCodec<T> codec) {
    try {
      return Envelope.open(found, codec);
    } catch (MalformedRecordException e) {
      throw new IllegalStateException(
          "%s, partition %d, offset %d: %s"
              .formatted(found.topic(), found.partition(), found.offset(), e.getMessage()),
          e);
    }
  }

  private OwnRecords() {}
}
