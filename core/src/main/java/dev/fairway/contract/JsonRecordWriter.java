package dev.fairway.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The canonical JSON mapping of protobuf, written as a stream: many times cheaper than {@code
 * JsonFormat}, which a stream of forecasts would otherwise spend most of its time in. It knows the
 * field types that Fairway's records have.
 */
final class JsonRecordWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private static final long FIRST_SECOND = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int NANOS = 1_000_000_000;

  /**
   * @throws UnusualJsonException if the record holds what only JsonFormat can write
   */
  static byte[] write(Message message) throws UnusualJsonException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      object(message, json);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused what was written to it", e);
    }
    return bytes.toByteArray();
  }

  private static void object(Message message, JsonGenerator json)
      throws IOException, UnusualJsonException {
    if (message instanceof Timestamp time) {
      json.writeString(text(time));
      return;
    }
    if (message.getDescriptorForType().getFile().getPackage().equals("google.protobuf")) {
      throw new UnusualJsonException();
    }
    json.writeStartObject();
    for (Map.Entry<FieldDescriptor, Object> e : message.getAllFields().entrySet()) {
      FieldDescriptor field = e.getKey();
      json.writeFieldName(field.getJsonName());
      if (field.isMapField()) {
        map((List<?>) e.getValue(), field, json);
      } else if (field.isRepeated()) {
        json.writeStartArray();
        for (Object element : (List<?>) e.getValue()) {
          value(element, field, json);
        }
        json.writeEndArray();
      } else {
        value(e.getValue(), field, json);
      }
    }
    json.writeEndObject();
  }

  private static void map(List<?> entries, FieldDescriptor field, JsonGenerator json)
      throws IOException, UnusualJsonException {
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    json.writeStartObject();
    for (Object element : entries) {
      MapEntry<?, ?> entry = (MapEntry<?, ?>) element;
      if (!(entry.getKey() instanceof String key)) {
        throw new UnusualJsonException();
      }
      json.writeFieldName(key);
      value(entry.getValue(), valueField, json);
    }
    json.writeEndObject();
  }

  private static void value(Object value, FieldDescriptor field, JsonGenerator json)
      throws IOException, UnusualJsonException {
    switch (field.getType()) {
      // Not finite: as the strings NaN, Infinity, -Infinity, in both mappings.
      case DOUBLE -> json.writeNumber((Double) value);
      case INT32 -> json.writeNumber((Integer) value);
      // JSON's numbers are doubles to many readers: 64 bits are a string.
      case INT64 -> json.writeString(value.toString());
      case BOOL -> json.writeBoolean((Boolean) value);
      case STRING -> json.writeString((String) value);
      case BYTES -> json.writeBinary(((ByteString) value).toByteArray());
      case ENUM -> enumerated(value, json);
      case MESSAGE -> object((Message) value, json);
      default -> throw new UnusualJsonException();
    }
  }

  private static void enumerated(Object value, JsonGenerator json)
      throws IOException, UnusualJsonException {
    // An unknown value has no index; a map gives the number.
    if (!(value instanceof EnumValueDescriptor known) || known.getIndex() < 0) {
      throw new UnusualJsonException();
    }
    json.writeString(known.getName());
  }

  private static String text(Timestamp time) throws UnusualJsonException {
    boolean valid =
        time.getSeconds() >= FIRST_SECOND
            && time.getSeconds() <= LAST_SECOND
            && time.getNanos() >= 0
            && time.getNanos() < NANOS;
    if (!valid) {
      throw new UnusualJsonException();
    }
    return Times.toInstant(time).toString();
  }

  private JsonRecordWriter() {}
}
