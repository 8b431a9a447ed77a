package dev.fairway.diffusion.service;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.fairway.fuzz.Mutation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Messages that stay messages: fields are cleared, lists cut, repeated or shuffled, and values
 * replaced by such as are hard in their type.
 *
 * @param prototype an empty message of the seeds' type
 */
record MessageMutation(Message prototype) implements Mutation {

  private static final int MOST_CHANGES = 3;
  private static final int MANY = 2_000;

  private static final List<Integer> INTS =
      List.of(0, 1, 2, -1, 3, 65, 1001, 1 << 16, 1 << 30, Integer.MAX_VALUE, Integer.MIN_VALUE);
  // Among them the ends of the years 1 to 9999, and those of what Java's instants can be.
  private static final List<Long> LONGS =
      List.of(
          0L,
          -1L,
          253_402_300_799L,
          253_402_300_800L,
          -62_135_596_800L,
          -62_135_596_801L,
          31_556_889_864_403_199L,
          -31_557_014_167_219_200L,
          Long.MAX_VALUE,
          Long.MIN_VALUE);
  private static final List<Double> DOUBLES =
      List.of(
          0.0,
          -0.0,
          -1.0,
          0.5,
          1.0,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.MAX_VALUE,
          1e100,
          3.4e38,
          -3.4e38,
          1e-45,
          1e-200,
          Double.MIN_VALUE,
          Math.nextDown(1.0));
  private static final List<String> STRINGS =
      List.of(
          "", " ", "ring", "s0", "\0", "\uD83D\uDEA6", "UTC", "\n%s{}", "\u00e9".repeat(50_000));
  private static final List<ByteString> BYTES =
      List.of(
          ByteString.EMPTY,
          ByteString.copyFrom(new byte[] {1, 0, 2}),
          ByteString.copyFrom(new byte[100_000]));

  @Override
  public byte[] next(SplittableRandom random, List<byte[]> seeds) {
    try {
      Message.Builder message =
          prototype.newBuilderForType().mergeFrom(seeds.get(random.nextInt(seeds.size())));
      for (int changes = 1 + random.nextInt(MOST_CHANGES); changes > 0; changes--) {
        change(message, random);
      }
      return message.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("A seed is no message", e);
    }
  }

  private static void change(Message.Builder message, SplittableRandom random) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    if (fields.isEmpty()) {
      return;
    }
    FieldDescriptor field = any(fields, random);
    boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (random.nextInt(8) == 0) {
      message.clearField(field);
    } else if (field.isRepeated()) {
      changeList(message, field, random);
    } else if (nested) {
      change(message.getFieldBuilder(field), random);
    } else {
      message.setField(field, hard(field, random));
    }
  }

  private static void changeList(
      Message.Builder message, FieldDescriptor field, SplittableRandom random) {
    int size = message.getRepeatedFieldCount(field);
    boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (size == 0) {
      message.addRepeatedField(
          field, nested ? message.newBuilderForField(field).build() : hard(field, random));
      return;
    }
    int at = random.nextInt(size);
    List<Object> values = new ArrayList<>((List<?>) message.getField(field));
    switch (random.nextInt(8)) {
      case 0 -> values.remove(at);
      case 1 -> values.add(values.get(at));
      case 2 -> Collections.swap(values, at, random.nextInt(size));
      case 3 -> values.addAll(Collections.nCopies(MANY, values.get(at)));
      default -> {
        if (nested) {
          Message.Builder element = ((Message) values.get(at)).toBuilder();
          change(element, random);
          values.set(at, element.build());
        } else {
          values.set(at, hard(field, random));
        }
      }
    }
    message.setField(field, values);
  }

  private static Object hard(FieldDescriptor field, SplittableRandom random) {
    return switch (field.getJavaType()) {
      case INT -> any(INTS, random);
      case LONG -> any(LONGS, random);
      case FLOAT -> any(DOUBLES, random).floatValue();
      case DOUBLE -> any(DOUBLES, random);
      case BOOLEAN -> random.nextBoolean();
      case STRING -> any(STRINGS, random);
      case BYTE_STRING -> any(BYTES, random);
      case ENUM -> field.getEnumType().findValueByNumberCreatingIfUnknown(random.nextInt(-1, 9));
      case MESSAGE -> throw new IllegalArgumentException(field + " is no value");
    };
  }

  private static <T> T any(List<T> of, SplittableRandom random) {
    return of.get(random.nextInt(of.size()));
  }
}
