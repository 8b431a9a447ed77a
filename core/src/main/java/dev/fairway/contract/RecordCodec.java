package dev.fairway.contract;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.nio.charset.StandardCharsets;

/**
 * Records of one type to bytes and back, in either {@link ContentType}. Safe for several threads.
 */
public final class RecordCodec<T extends Message> {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private final T prototype;

  /**
   * @param prototype an empty record of the type
   */
  public RecordCodec(T prototype) {
    this.prototype = prototype;
  }

  public byte[] encode(T message, ContentType type) {
    if (type == ContentType.PROTOBUF) {
      return message.toByteArray();
    }
    try {
      return JsonRecordWriter.write(message);
    } catch (UnusualJsonException e) {
      return printed(message);
    }
  }

  private byte[] printed(T message) {
    try {
      return PRINTER.print(message).getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("A record without Any fields always has a JSON form", e);
    }
  }

  @SuppressWarnings("unchecked") // A prototype's parser makes the prototype's type.
  public T decode(byte[] bytes, ContentType type) throws MalformedRecordException {
    if (type == ContentType.JSON) {
      try {
        byte[] wire = JsonRecordReader.read(bytes, prototype.getDescriptorForType());
        return (T) prototype.getParserForType().parseFrom(wire);
      } catch (UnusualJsonException | InvalidProtocolBufferException e) {
        return parsed(bytes, type);
      }
    }
    return parsed(bytes, type);
  }

  /**
   * Fields that a newer writer has added are passed over. One that is known here and has another
   * type there shows that the bytes are a record of another kind.
   */
  private static void requireOwnTypes(Message.Builder read) throws MalformedRecordException {
    for (int number : read.getUnknownFields().asMap().keySet()) {
      FieldDescriptor known = read.getDescriptorForType().findFieldByNumber(number);
      if (known != null) {
        throw new MalformedRecordException(
            "not a %s: field %d is no %s"
                .formatted(read.getDescriptorForType().getName(), number, known.getName()));
      }
    }
  }

  @SuppressWarnings("unchecked") // So does its builder.
  private T parsed(byte[] bytes, ContentType type) throws MalformedRecordException {
    Message.Builder builder = prototype.newBuilderForType();
    try {
      if (type == ContentType.PROTOBUF) {
        builder.mergeFrom(bytes);
      } else {
        PARSER.merge(new String(bytes, StandardCharsets.UTF_8), builder);
      }
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedRecordException(
          "not a "
              + prototype.getDescriptorForType().getName()
              + " as "
              + type.mediaType()
              + ": "
              + e.getMessage(),
          e);
    }
    requireOwnTypes(builder);
    return (T) builder.build();
  }
}
