package dev.fairway.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The canonical JSON mapping of protobuf, written as a stream from the record's binary form, which
 * protobuf writes without reflection: many times cheaper than {@code JsonFormat}, which a stream of
 * forecasts would otherwise spend most of its time in. It knows the field types that Fairway's
 * records have.
 */
final class JsonRecordWriter {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /** JSON is longer than the binary form by the names, mostly. */
  private static final int LONGER = 4;

  /**
   * @throws UnusualJsonException if the record holds what only JsonFormat can write
   */
  static byte[] write(Message message) throws UnusualJsonException {
    byte[] wire = message.toByteArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(LONGER * wire.length + 2);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      object(CodedInputStream.newInstance(wire), message.getDescriptorForType(), json);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory refused what was written to it", e);
    }
    return bytes.toByteArray();
  }

  private static void object(CodedInputStream wire, Descriptor type, JsonGenerator json)
      throws IOException, UnusualJsonException {
    RecordFields fields = RecordFields.of(type);
    FieldDescriptor open = null;
    json.writeStartObject();
    for (int tag = wire.readTag(); tag != 0; tag = wire.readTag()) {
      FieldDescriptor field = fields.numbered(WireFormat.getTagFieldNumber(tag));
      if (!field.equals(open)) {
        end(open, json);
        begin(field, fields, json);
        open = field;
      }
      if (field.isMapField()) {
        entry(wire, field, json);
      } else if (field.isPacked()) {
        int outer = wire.pushLimit(wire.readRawVarint32());
        while (!wire.isAtEnd()) {
          value(wire, field, json);
        }
        wire.popLimit(outer);
      } else {
        value(wire, field, json);
      }
    }
    end(open, json);
    json.writeEndObject();
  }

  private static void begin(FieldDescriptor field, RecordFields fields, JsonGenerator json)
      throws IOException {
    json.writeFieldName(fields.nameOf(field));
    if (field.isMapField()) {
      json.writeStartObject();
    } else if (field.isRepeated()) {
      json.writeStartArray();
    }
  }

  private static void end(FieldDescriptor open, JsonGenerator json) throws IOException {
    if (open != null && open.isMapField()) {
      json.writeEndObject();
    } else if (open != null && open.isRepeated()) {
      json.writeEndArray();
    }
  }

  /** Protobuf writes both parts of an entry, first its key. */
  private static void entry(CodedInputStream wire, FieldDescriptor field, JsonGenerator json)
      throws IOException, UnusualJsonException {
    RecordFields parts = RecordFields.of(field.getMessageType());
    if (parts.numbered(RecordFields.MAP_KEY).getType() != FieldDescriptor.Type.STRING) {
      throw new UnusualJsonException();
    }
    int outer = wire.pushLimit(wire.readRawVarint32());
    wire.readTag();
    json.writeFieldName(wire.readString());
    wire.readTag();
    value(wire, parts.numbered(RecordFields.MAP_VALUE), json);
    wire.popLimit(outer);
  }

  private static void value(CodedInputStream wire, FieldDescriptor field, JsonGenerator json)
      throws IOException, UnusualJsonException {
    switch (field.getType()) {
      // Not finite: as the strings NaN, Infinity, -Infinity, in both mappings.
      case DOUBLE -> json.writeNumber(wire.readDouble());
      case INT32 -> json.writeNumber(wire.readInt32());
      // JSON's numbers are doubles to many readers: 64 bits are a string.
      case INT64 -> json.writeString(Long.toString(wire.readInt64()));
      case BOOL -> json.writeBoolean(wire.readBool());
      case STRING -> json.writeString(wire.readString());
      case BYTES -> json.writeBinary(wire.readByteArray());
      case ENUM -> enumerated(wire.readEnum(), field, json);
      case MESSAGE -> message(wire, field.getMessageType(), json);
      default -> throw new UnusualJsonException();
    }
  }

  private static void enumerated(int number, FieldDescriptor field, JsonGenerator json)
      throws IOException, UnusualJsonException {
    EnumValueDescriptor known = field.getEnumType().findValueByNumber(number);
    if (known == null) {
      throw new UnusualJsonException();
    }
    json.writeString(known.getName());
  }

  private static void message(CodedInputStream wire, Descriptor type, JsonGenerator json)
      throws IOException, UnusualJsonException {
    int outer = wire.pushLimit(wire.readRawVarint32());
    if (type == Timestamp.getDescriptor()) {
      time(wire, json);
    } else {
      object(wire, type, json);
    }
    wire.popLimit(outer);
  }

  private static void time(CodedInputStream wire, JsonGenerator json)
      throws IOException, UnusualJsonException {
    long seconds = 0;
    int nanos = 0;
    for (int tag = wire.readTag(); tag != 0; tag = wire.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case Timestamp.SECONDS_FIELD_NUMBER -> seconds = wire.readInt64();
        case Timestamp.NANOS_FIELD_NUMBER -> nanos = wire.readInt32();
        default -> throw new UnusualJsonException();
      }
    }
    Timestamp time = Timestamp.newBuilder().setSeconds(seconds).setNanos(nanos).build();
    if (!Times.isValid(time)) {
      throw new UnusualJsonException();
    }
    json.writeString(Times.toText(time));
  }

  private JsonRecordWriter() {}
}
