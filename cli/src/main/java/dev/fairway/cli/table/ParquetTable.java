package dev.fairway.cli.predict;

import dev.fairway.provenance.CodeVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;

/**
 * A flat table as a Parquet file of one row group, with one uncompressed page for each column, all
 * values there. The structures are those of the Parquet project; its writer is not used, as it
 * needs Hadoop, which Flink would take for an installation.
 *
 * <pre>
 * PAR1 | page header, values (column 1) | page header, values (column 2) | ... | footer | length | PAR1
 * </pre>
 *
 * @see <a href="https://github.com/apache/parquet-format">Parquet format</a>
 */
final class ParquetTable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;

  static <R> void write(List<ParquetColumn<R>> columns, List<R> rows, OutputStream out)
      throws IOException {
    out.write(MAGIC);
    long offset = MAGIC.length;
    List<ColumnChunk> chunks = new ArrayList<>();
    SchemaElement root = new SchemaElement("forecasts");
    root.setNum_children(columns.size());
    List<SchemaElement> schema = new ArrayList<>(List.of(root));
    long total = 0;
    for (ParquetColumn<R> column : columns) {
      byte[] page = page(column.values(rows), rows.size());
      out.write(page);
      schema.add(column.schema());
      chunks.add(chunk(column.schema(), rows.size(), page.length, offset));
      offset += page.length;
      total += page.length;
    }
    FileMetaData metaData =
        new FileMetaData(
            FORMAT_VERSION, schema, rows.size(), List.of(new RowGroup(chunks, total, rows.size())));
    metaData.setCreated_by("fairway version " + CodeVersion.current());
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    out.write(footer.toByteArray());
    out.write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    out.write(MAGIC);
  }

  /** Required and flat columns have neither definition nor repetition levels. */
  private static byte[] page(byte[] values, int rows) throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, values.length, values.length);
    header.setData_page_header(
        new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    Util.writePageHeader(header, page);
    page.writeBytes(values);
    return page.toByteArray();
  }

  private static ColumnChunk chunk(SchemaElement column, int rows, int bytes, long offset) {
    ColumnChunk chunk = new ColumnChunk(0);
    chunk.setMeta_data(
        new ColumnMetaData(
            column.getType(),
            List.of(Encoding.PLAIN, Encoding.RLE),
            List.of(column.getName()),
            CompressionCodec.UNCOMPRESSED,
            rows,
            bytes,
            bytes,
            offset));
    return chunk;
  }

  private ParquetTable() {}
}
