package dev.fairway.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Base64;

/**
 * The canonical JSON mapping of protobuf, read as a stream into the record's binary form, which
 * protobuf reads without reflection: the counterpart of {@link JsonRecordWriter}. It takes only the
 * form that writers produce; the many others that the mapping allows, and all errors, are for
 * {@code JsonFormat} to judge.
 */
final class JsonRecordReader {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  /** Bytes that most records have, and most of what lies in one. */
  private static final int RECORD = 256;

  private static final int PART = 64;

  /**
   * @return the record in binary form
   * @throws UnusualJsonException if the record is in a form that only JsonFormat can read, or none
   */
  static byte[] read(byte[] bytes, Descriptor type) throws UnusualJsonException {
    // Jackson would take UTF-16 too.
    if (bytes.length < 2 || bytes[0] != '{' || bytes[1] == 0) {
      throw new UnusualJsonException();
    }
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      byte[] wire = object(json, type, RECORD);
      require(json.nextToken() == null);
      return wire;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new UnusualJsonException();
    }
  }

  private static byte[] object(JsonParser json, Descriptor type, int size)
      throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    RecordFields fields = RecordFields.of(type);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    CodedOutputStream wire = CodedOutputStream.newInstance(bytes, size);
    long seen = 0;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      FieldDescriptor field = fields.named(json.currentName());
      // The binary form would merge what is said twice.
      require(field.getIndex() < Long.SIZE && (seen >> field.getIndex() & 1) == 0);
      seen |= 1L << field.getIndex();
      JsonToken token = json.nextToken();
      if (field.isMapField()) {
        map(json, field, wire);
      } else if (field.isRepeated()) {
        require(token == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value(json, field, wire);
        }
      } else {
        value(json, field, wire);
      }
    }
    wire.flush();
    return bytes.toByteArray();
  }

  private static void map(JsonParser json, FieldDescriptor field, CodedOutputStream wire)
      throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    RecordFields parts = RecordFields.of(field.getMessageType());
    FieldDescriptor value = parts.numbered(RecordFields.MAP_VALUE);
    require(parts.numbered(RecordFields.MAP_KEY).getType() == FieldDescriptor.Type.STRING);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(PART);
      CodedOutputStream entry = CodedOutputStream.newInstance(bytes, PART);
      entry.writeString(RecordFields.MAP_KEY, wellFormed(json.currentName()));
      json.nextToken();
      value(json, value, entry);
      entry.flush();
      wire.writeByteArray(field.getNumber(), bytes.toByteArray());
    }
  }

  private static void value(JsonParser json, FieldDescriptor field, CodedOutputStream wire)
      throws IOException, UnusualJsonException {
    JsonToken token = json.currentToken();
    int number = field.getNumber();
    switch (field.getType()) {
      case DOUBLE -> {
        require(token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT);
        double value = json.getDoubleValue();
        require(Double.isFinite(value));
        wire.writeDouble(number, value);
      }
      case INT32 -> {
        require(token == JsonToken.VALUE_NUMBER_INT);
        wire.writeInt32(number, json.getIntValue());
      }
      case INT64 -> {
        require(token == JsonToken.VALUE_STRING);
        wire.writeInt64(number, Long.parseLong(json.getText()));
      }
      case BOOL -> {
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
        wire.writeBool(number, token == JsonToken.VALUE_TRUE);
      }
      case STRING -> wire.writeString(number, wellFormed(string(json)));
      case BYTES -> wire.writeByteArray(number, Base64.getDecoder().decode(string(json)));
      case ENUM -> {
        EnumValueDescriptor known = field.getEnumType().findValueByName(string(json));
        require(known != null);
        wire.writeEnum(number, known.getNumber());
      }
      case MESSAGE -> {
        if (field.getMessageType() == Timestamp.getDescriptor()) {
          wire.writeMessage(number, time(string(json)));
        } else {
          wire.writeByteArray(number, object(json, field.getMessageType(), PART));
        }
      }
      default -> throw new UnusualJsonException();
    }
  }

  private static String string(JsonParser json) throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  /** UTF-8 has no form for half of a pair; whole ones are rare, so that they may be slow. */
  private static String wellFormed(String text) throws UnusualJsonException {
    for (int i = 0; i < text.length(); i++) {
      require(!Character.isSurrogate(text.charAt(i)));
    }
    return text;
  }

  private static Timestamp time(String text) throws UnusualJsonException {
    try {
      return Times.fromText(text);
    } catch (DateTimeException e) {
      throw new UnusualJsonException();
    }
  }

  private static void require(boolean holds) throws UnusualJsonException {
    if (!holds) {
      throw new UnusualJsonException();
    }
  }

  private JsonRecordReader() {}
}
