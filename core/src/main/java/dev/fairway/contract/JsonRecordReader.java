package dev.fairway.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import java.io.IOException;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The canonical JSON mapping of protobuf, read as a stream: the counterpart of {@link
 * JsonRecordWriter}. It takes only the form that writers produce; the many others that the mapping
 * allows, and all errors, are for {@code JsonFormat} to judge.
 */
final class JsonRecordReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  /** Length of 2026-03-01T08:00:00Z. */
  private static final int WHOLE_SECOND = 20;

  private static final Map<Descriptor, Map<String, FieldDescriptor>> FIELDS =
      new ConcurrentHashMap<>();

  /**
   * Fills an empty builder; what is in it after an exception means nothing.
   *
   * @throws UnusualJsonException if the record is in a form that only JsonFormat can read, or none
   */
  static void read(byte[] bytes, Message.Builder into) throws UnusualJsonException {
    // Jackson would take UTF-16 too.
    if (bytes.length < 2 || bytes[0] != '{' || bytes[1] == 0) {
      throw new UnusualJsonException();
    }
    try (JsonParser json = JSON.createParser(bytes)) {
      json.nextToken();
      object(json, into);
      require(json.nextToken() == null);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new UnusualJsonException();
    }
  }

  private static void object(JsonParser json, Message.Builder into)
      throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    Map<String, FieldDescriptor> fields =
        FIELDS.computeIfAbsent(into.getDescriptorForType(), JsonRecordReader::fieldsOf);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      FieldDescriptor field = fields.get(json.currentName());
      require(field != null);
      JsonToken token = json.nextToken();
      if (field.isMapField()) {
        map(json, field, into);
      } else if (field.isRepeated()) {
        require(token == JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
          into.addRepeatedField(field, value(json, field, into));
        }
      } else {
        into.setField(field, value(json, field, into));
      }
    }
  }

  private static void map(JsonParser json, FieldDescriptor field, Message.Builder into)
      throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.START_OBJECT);
    FieldDescriptor keyField = field.getMessageType().findFieldByNumber(1);
    FieldDescriptor valueField = field.getMessageType().findFieldByNumber(2);
    require(keyField.getType() == FieldDescriptor.Type.STRING);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      Message.Builder entry = into.newBuilderForField(field);
      entry.setField(keyField, json.currentName());
      json.nextToken();
      entry.setField(valueField, value(json, valueField, entry));
      into.addRepeatedField(field, entry.build());
    }
  }

  private static Object value(JsonParser json, FieldDescriptor field, Message.Builder parent)
      throws IOException, UnusualJsonException {
    JsonToken token = json.currentToken();
    switch (field.getType()) {
      case DOUBLE -> {
        require(token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT);
        double value = json.getDoubleValue();
        require(Double.isFinite(value));
        return value;
      }
      case INT32 -> {
        require(token == JsonToken.VALUE_NUMBER_INT);
        return json.getIntValue();
      }
      case INT64 -> {
        require(token == JsonToken.VALUE_STRING);
        return Long.parseLong(json.getText());
      }
      case BOOL -> {
        require(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
        return token == JsonToken.VALUE_TRUE;
      }
      case STRING -> {
        return string(json);
      }
      case BYTES -> {
        return ByteString.copyFrom(Base64.getDecoder().decode(string(json)));
      }
      case ENUM -> {
        EnumValueDescriptor known = field.getEnumType().findValueByName(string(json));
        require(known != null);
        return known;
      }
      case MESSAGE -> {
        if (field.getMessageType() == Timestamp.getDescriptor()) {
          return time(string(json));
        }
        Message.Builder message = parent.newBuilderForField(field);
        object(json, message);
        return message.build();
      }
      default -> throw new UnusualJsonException();
    }
  }

  private static String string(JsonParser json) throws IOException, UnusualJsonException {
    require(json.currentToken() == JsonToken.VALUE_STRING);
    return json.getText();
  }

  private static Timestamp time(String text) throws UnusualJsonException {
    if (text.length() != WHOLE_SECOND) {
      return anyTime(text);
    }
    require(
        text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(19) == 'Z');
    int year = number(text, 0, 4);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    require(year > 0 && hour < 24 && minute < 60 && second < 60);
    long day = LocalDate.of(year, number(text, 5, 7), number(text, 8, 10)).toEpochDay();
    return Timestamp.newBuilder()
        .setSeconds(((day * 24 + hour) * 60 + minute) * 60 + second)
        .build();
  }

  private static Timestamp anyTime(String text) throws UnusualJsonException {
    try {
      return Timestamps.parse(text);
    } catch (ParseException e) {
      throw new UnusualJsonException();
    }
  }

  private static int number(String text, int from, int to) throws UnusualJsonException {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      require(digit >= 0 && digit <= 9);
      number = 10 * number + digit;
    }
    return number;
  }

  private static Map<String, FieldDescriptor> fieldsOf(Descriptor type) {
    if (type.getFile().getPackage().equals("google.protobuf")) {
      return Map.of();
    }
    return type.getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getJsonName, Function.identity()));
  }

  private static void require(boolean holds) throws UnusualJsonException {
    if (!holds) {
      throw new UnusualJsonException();
    }
  }

  private JsonRecordReader() {}
}
