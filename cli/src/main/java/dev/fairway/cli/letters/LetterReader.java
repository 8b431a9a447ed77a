package dev.fairway.cli.letters;

import com.google.protobuf.ByteString;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import dev.fairway.contract.v1.DeadLetter;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Letters of a topic, those of a partition in their order, to where it ends now. */
public final class LetterReader {

  private static final RecordCodec<DeadLetter> CODEC =
      new RecordCodec<>(DeadLetter.getDefaultInstance());

  /**
   * @param topic of dead letters, or of late ones
   * @throws org.apache.kafka.common.errors.TimeoutException if the broker does not answer
   */
  public static void read(
      String bootstrapServers, Topic topic, LetterFilter filter, Consumer<FoundLetter> visitor) {
    try (TopicReader reader = TopicReader.committed(bootstrapServers, topic)) {
      reader.forEach(
          found -> {
            FoundLetter letter =
                new FoundLetter(
                    found.partition(),
                    found.offset(),
                    Instant.ofEpochMilli(found.timestamp()),
                    open(found));
            if (filter.accepts(letter)) {
              visitor.accept(letter);
            }
          });
    }
  }

  /** Anybody may write to the topic: what is no letter is shown as one. */
  private static DeadLetter open(ConsumerRecord<byte[], byte[]> found) {
    try {
      if (found.value() == null) {
        throw new MalformedRecordException("the record has no value");
      }
      return Envelope.open(found, CODEC);
    } catch (MalformedRecordException e) {
      return DeadLetter.newBuilder()
          .setSource(found.topic())
          .setLine(found.offset())
          .setReason(DeadLetter.Reason.MALFORMED)
          .setDetail(e.getMessage())
          .setRaw(found.value() == null ? ByteString.EMPTY : ByteString.copyFrom(found.value()))
          .build();
    }
  }

  private LetterReader() {}
}
