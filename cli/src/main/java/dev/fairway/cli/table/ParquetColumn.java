package dev.fairway.cli.table;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/**
 * A column of a flat Parquet file: its place in the schema, and its values in PLAIN encoding.
 *
 * @param plain appends a row's value
 */
public record ParquetColumn<R>(SchemaElement schema, Function<R, byte[]> plain) {

  public static <R> ParquetColumn<R> text(String name, Function<R, String> value) {
    SchemaElement schema = required(name, Type.BYTE_ARRAY);
    schema.setConverted_type(ConvertedType.UTF8);
    schema.setLogicalType(LogicalType.STRING(new StringType()));
    return new ParquetColumn<>(
        schema,
        row -> {
          byte[] utf8 = value.apply(row).getBytes(StandardCharsets.UTF_8);
          return littleEndian(Integer.BYTES + utf8.length).putInt(utf8.length).put(utf8).array();
        });
  }

  /** UTC, in milliseconds. */
  public static <R> ParquetColumn<R> time(String name, Function<R, Instant> value) {
    SchemaElement schema = required(name, Type.INT64);
    schema.setConverted_type(ConvertedType.TIMESTAMP_MILLIS);
    schema.setLogicalType(
        LogicalType.TIMESTAMP(new TimestampType(true, TimeUnit.MILLIS(new MilliSeconds()))));
    return new ParquetColumn<>(
        schema, row -> littleEndian(Long.BYTES).putLong(value.apply(row).toEpochMilli()).array());
  }

  public static <R> ParquetColumn<R> integer(String name, ToIntFunction<R> value) {
    return new ParquetColumn<>(
        required(name, Type.INT32),
        row -> littleEndian(Integer.BYTES).putInt(value.applyAsInt(row)).array());
  }

  public static <R> ParquetColumn<R> number(String name, ToDoubleFunction<R> value) {
    return new ParquetColumn<>(
        required(name, Type.DOUBLE),
        row -> littleEndian(Double.BYTES).putDouble(value.applyAsDouble(row)).array());
  }

  /** Of 32 bits. */
  public static <R> ParquetColumn<R> single(String name, ToDoubleFunction<R> value) {
    return new ParquetColumn<>(
        required(name, Type.FLOAT),
        row -> littleEndian(Float.BYTES).putFloat((float) value.applyAsDouble(row)).array());
  }

  byte[] values(List<R> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    rows.forEach(row -> bytes.writeBytes(plain.apply(row)));
    return bytes.toByteArray();
  }

  private static SchemaElement required(String name, Type type) {
    SchemaElement schema = new SchemaElement(name);
    schema.setType(type);
    schema.setRepetition_type(FieldRepetitionType.REQUIRED);
    return schema;
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
