package dev.fairway.cli.demo;

import com.google.protobuf.Message;
import dev.fairway.contract.Envelope;
import dev.fairway.contract.MalformedRecordException;
import dev.fairway.contract.RecordCodec;
import dev.fairway.contract.Topic;
import dev.fairway.contract.TopicReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that a reader of committed records finds on a topic now. */
final class Committed {

  static <T extends Message> List<T> read(String kafka, Topic topic, T prototype) {
    RecordCodec<T> codec = new RecordCodec<>(prototype);
    List<T> found = new ArrayList<>();
    try (TopicReader reader = TopicReader.committed(kafka, topic)) {
      reader.forEach(message -> found.add(open(message, codec)));
    }
    return found;
  }

  private static <T extends Message> T open(
      ConsumerRecord<byte[], byte[]> message, RecordCodec<T> codec) {
    try {
      return Envelope.open(message, codec);
    } catch (MalformedRecordException e) {
      throw new AssertionError("A public record cannot be read", e);
    }
  }

  private Committed() {}
}
