package dev.fairway.stream.serve.topology;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.fairway.contract.ContentType;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Reads the records of one topic. What cannot be used goes to the dead letters, with its reason.
 */
final class Inbound<T extends Message> {

  /** Throws with the field and its value where a record contradicts itself. */
  interface Check<T> {
    void check(T message) throws MalformedRecordException;
  }

  private final Topic topic;
  private final RecordCodec<T> codec;
  private final Check<T> check;
  private final ProcessorContext<byte[], byte[]> context;

  @SuppressWarnings("unchecked") // A topic's prototype is of its type.
  Inbound(Topic topic, Check<T> check, ProcessorContext<byte[], byte[]> context) {
    this.topic = topic;
    this.codec = new RecordCodec<>((T) topic.prototype());
    this.check = check;
    this.context = context;
  }

  Optional<T> read(Record<byte[], byte[]> found) {
    try {
      if (found.value() == null) {
        throw new MalformedRecordException("the record has no value");
      }
      T message = Envelope.open(found.headers(), found.value(), codec);
      check.check(message);
      return Optional.of(message);
    } catch (MalformedRecordException e) {
      refuse(found, e.getMessage());
      return Optional.empty();
    }
  }

  private void refuse(Record<byte[], byte[]> found, String why) {
    String source =
        context.recordMetadata().map(m -> m.topic() + "-" + m.partition()).orElse("unknown");
    byte[] raw = found.value() == null ? new byte[0] : found.value();
    int kept = Math.min(raw.length, Topic.MAXIMUM_READING_BYTES);
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setSource(source)
            .setLine(context.recordMetadata().map(RecordMetadata::offset).orElse(0L))
            .setRaw(ByteString.copyFrom(raw, 0, kept))
            .setRawLength(kept < raw.length ? raw.length : 0)
            .setReason(DeadLetter.Reason.MALFORMED)
            .setDetail(why)
            .build();
    context.forward(
        outbound(Topic.DEAD_LETTERS, source, "", letter, found.timestamp()),
        ScoringTopology.deadLettersOf(topic));
  }

  static <M extends Message> Record<byte[], byte[]> outbound(
      Topic topic, String key, String network, M message, long timestamp) {
    ProducerRecord<byte[], byte[]> wrapped =
        Envelope.wrap(topic, key, network, message, ContentType.JSON);
    return new Record<>(wrapped.key(), wrapped.value(), timestamp, wrapped.headers());
  }
}
