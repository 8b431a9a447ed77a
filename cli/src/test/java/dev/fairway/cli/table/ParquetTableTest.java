package dev.fairway.cli.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** Reads the file as the format's description says: from its end. */
class ParquetTableTest {

  private record Row(String site, Instant time, int horizon, double mean) {}

  private static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

  private static final List<Row> ROWS =
      List.of(
          new Row("a", Instant.parse("2024-01-01T00:00:00Z"), 1, 12.5),
          new Row("ø", Instant.parse("2024-01-01T00:05:00Z"), 2, -1e-3));

  private static byte[] written(List<Row> rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ParquetTable<Row> table =
        new ParquetTable<>(
            "forecasts",
            List.of(
                ParquetColumn.text("site", Row::site),
                ParquetColumn.time("time", Row::time),
                ParquetColumn.integer("horizon", Row::horizon),
                ParquetColumn.number("mean", Row::mean),
                ParquetColumn.single("single", Row::mean)),
            out);
    for (Row row : rows) {
      table.add(row);
    }
    table.finish();
    return out.toByteArray();
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(file.length - 8);
    return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
  }

  private static ByteBuffer page(byte[] file, ColumnMetaData column) throws IOException {
    return page(file, column, ROWS.size());
  }

  private static ByteBuffer page(byte[] file, ColumnMetaData column, int rows) throws IOException {
    int from = Math.toIntExact(column.getData_page_offset());
    ByteArrayInputStream in =
        new ByteArrayInputStream(file, from, Math.toIntExact(column.getTotal_compressed_size()));
    PageHeader header = Util.readPageHeader(in);
    assertThat(header.getData_page_header().getNum_values()).isEqualTo(rows);
    byte[] values = in.readAllBytes();
    assertThat(values).hasSize(header.getCompressed_page_size());
    return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void theFootersOffsetsLeadToTheValues() throws Exception {
    byte[] file = written(ROWS);
    assertThat(new String(file, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    assertThat(new String(file, file.length - 4, 4, StandardCharsets.US_ASCII)).isEqualTo("PAR1");
    FileMetaData footer = footer(file);
    assertThat(footer.getNum_rows()).isEqualTo(2);
    assertThat(footer.getSchema())
        .extracting(element -> element.getName())
        .containsExactly("forecasts", "site", "time", "horizon", "mean", "single");
    List<ColumnMetaData> columns =
        footer.getRow_groups().get(0).getColumns().stream()
            .map(chunk -> chunk.getMeta_data())
            .toList();
    assertThat(columns)
        .extracting(ColumnMetaData::getType)
        .containsExactly(Type.BYTE_ARRAY, Type.INT64, Type.INT32, Type.DOUBLE, Type.FLOAT);
    ByteBuffer site = page(file, columns.get(0));
    assertThat(site.getInt()).isEqualTo(1);
    assertThat(site.get()).isEqualTo((byte) 'a');
    assertThat(site.getInt()).as("bytes, not characters").isEqualTo(2);
    ByteBuffer time = page(file, columns.get(1));
    assertThat(time.getLong()).isEqualTo(ROWS.get(0).time().toEpochMilli());
    ByteBuffer horizon = page(file, columns.get(2));
    assertThat(horizon.getInt() + horizon.getInt()).isEqualTo(3);
    ByteBuffer mean = page(file, columns.get(3));
    assertThat(mean.getDouble()).isEqualTo(12.5);
    assertThat(mean.getDouble()).isEqualTo(-1e-3);
    ByteBuffer single = page(file, columns.get(4));
    assertThat(single.getFloat()).isEqualTo(12.5f);
    assertThat(single.getFloat()).isEqualTo(-1e-3f);
  }

  /** More rows than are held at a time: each group's pages stand behind those of the one before. */
  @Test
  void aLongTableIsOfSeveralGroups() throws Exception {
    List<Row> rows = IntStream.range(0, 40_000).mapToObj(i -> new Row("a", TIME, i, i)).toList();
    byte[] file = written(rows);
    FileMetaData footer = footer(file);
    assertThat(footer.getNum_rows()).isEqualTo(40_000);
    List<Integer> horizons = new ArrayList<>();
    for (RowGroup group : footer.getRow_groups()) {
      int count = Math.toIntExact(group.getNum_rows());
      ByteBuffer page = page(file, group.getColumns().get(2).getMeta_data(), count);
      for (int row = 0; row < count; row++) {
        horizons.add(page.getInt());
      }
    }
    assertThat(footer.getRow_groups()).hasSizeGreaterThan(1);
    assertThat(horizons).isEqualTo(rows.stream().map(Row::horizon).toList());
  }
}
