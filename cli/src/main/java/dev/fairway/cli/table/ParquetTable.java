package dev.fairway.cli.table;

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
 * A flat table as a Parquet file, with one uncompressed page for each column of a row group, all
 * values there. Rows may be added without end, as only those of one group are held. The structures
 * are those of the Parquet project; its writer is not used, as it needs Hadoop, which Flink would
 * take for an installation.
 *
 * <pre>
 * PAR1 | page header, values (column 1) | page header, values (column 2) | ... | next group |
 *     footer | length | PAR1
 * </pre>
 *
 * @see <a href="https://github.com/apache/parquet-format">Parquet format</a>
 */
public final class ParquetTable<R> {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int FORMAT_VERSION = 1;
  private static final int GROUP_ROWS = 16_384;

  private final String name;
  private final List<ParquetColumn<R>> columns;
  private final OutputStream out;
  private final List<R> held = new ArrayList<>();
  private final List<RowGroup> groups = new ArrayList<>();
  private long rows;
  private long offset;

  /**
   * @param name of the schema
   * @param out stays the caller's
   */
  public ParquetTable(String name, List<ParquetColumn<R>> columns, OutputStream out)
      throws IOException {
    this.name = name;
    this.columns = columns;
    this.out = out;
    put(MAGIC);
  }

  public void add(R row) throws IOException {
    held.add(row);
    if (held.size() == GROUP_ROWS) {
      putGroup();
    }
  }

  /** Writes what is held, and the footer: before it there is no file to read. */
  public void finish() throws IOException {
    if (!held.isEmpty()) {
      putGroup();
    }
    SchemaElement root = new SchemaElement(name);
    root.setNum_children(columns.size());
    List<SchemaElement> schema = new ArrayList<>(List.of(root));
    columns.forEach(column -> schema.add(column.schema()));
    FileMetaData metaData = new FileMetaData(FORMAT_VERSION, schema, rows, groups);
    metaData.setCreated_by("fairway version " + CodeVersion.current());
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(metaData, footer);
    put(footer.toByteArray());
    put(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.size())
            .array());
    put(MAGIC);
  }

  private void putGroup() throws IOException {
    List<ColumnChunk> chunks = new ArrayList<>();
    long from = offset;
    for (ParquetColumn<R> column : columns) {
      byte[] page = page(column.values(held), held.size());
      chunks.add(chunk(column.schema(), held.size(), page.length, offset));
      put(page);
    }
    groups.add(new RowGroup(chunks, offset - from, held.size()));
    rows += held.size();
    held.clear();
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    offset += bytes.length;
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
}
