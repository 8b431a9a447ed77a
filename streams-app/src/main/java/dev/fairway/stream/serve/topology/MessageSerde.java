package dev.fairway.stream.serve.topology;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Protobuf messages in state stores and their changelogs: binary, without headers. */
final class MessageSerde {

  static <T extends Message> Serde<T> of(Parser<T> parser) {
    return Serdes.serdeFrom(
        (topic, message) -> message == null ? null : message.toByteArray(),
        (topic, bytes) -> {
          try {
            return bytes == null ? null : parser.parseFrom(bytes);
          } catch (InvalidProtocolBufferException e) {
            throw new SerializationException("No state of this program in " + topic, e);
          }
        });
  }

  private MessageSerde() {}
}
