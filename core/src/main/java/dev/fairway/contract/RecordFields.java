package dev.fairway.contract;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The fields of a type of record, by what they are called on the wire and in JSON. */
final class RecordFields {

  /** Wire number of the key in an entry of a map. */
  static final int MAP_KEY = 1;

  /** Wire number of the value in an entry of a map. */
  static final int MAP_VALUE = 2;

  private static final Map<Descriptor, RecordFields> ALL = new ConcurrentHashMap<>();

  private final Map<String, FieldDescriptor> byName = new HashMap<>();
  private final FieldDescriptor[] byNumber;
  private final SerializableString[] names;

  private RecordFields(Descriptor type) {
    int most = type.getFields().stream().mapToInt(FieldDescriptor::getNumber).max().orElse(0);
    byNumber = new FieldDescriptor[most + 1];
    names = new SerializableString[most + 1];
    for (FieldDescriptor field : type.getFields()) {
      byName.put(field.getJsonName(), field);
      byNumber[field.getNumber()] = field;
      names[field.getNumber()] = new SerializedString(field.getJsonName());
    }
  }

  /**
   * @throws UnusualJsonException if it is one of protobuf's own types, which JSON has its own forms
   *     for
   */
  static RecordFields of(Descriptor type) throws UnusualJsonException {
    RecordFields known = ALL.get(type);
    if (known != null) {
      return known;
    }
    if (type.getFile().getPackage().equals("google.protobuf")) {
      throw new UnusualJsonException();
    }
    return ALL.computeIfAbsent(type, RecordFields::new);
  }

  /**
   * @throws UnusualJsonException if there is none
   */
  FieldDescriptor named(String jsonName) throws UnusualJsonException {
    return known(byName.get(jsonName));
  }

  /**
   * @throws UnusualJsonException if there is none
   */
  FieldDescriptor numbered(int number) throws UnusualJsonException {
    return known(number < byNumber.length ? byNumber[number] : null);
  }

  /** Its name in JSON, encoded. */
  SerializableString nameOf(FieldDescriptor field) {
    return names[field.getNumber()];
  }

  private static FieldDescriptor known(FieldDescriptor found) throws UnusualJsonException {
    if (found == null) {
      throw new UnusualJsonException();
    }
    return found;
  }
}
