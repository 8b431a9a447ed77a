package dev.fairway.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in UTF-8, read row by row; plain or gzip (by its name's end, {@code .gz}), with or
 * without byte order mark and header. Empty lines are left out.
 */
public final class CsvTable implements Closeable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;

  private CsvTable(Path file, CSVParser parser, boolean header) throws IOException {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
    this.header = header ? firstRow() : List.of();
  }

  public static CsvTable open(Path file, boolean header) throws IOException {
    Reader reader = reader(file);
    try {
      return new CsvTable(file, CSVParser.parse(reader, FORMAT), header);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Column names; empty without a header. */
  public List<String> header() {
    return header;
  }

  /**
   * @param column its name where there is a header, else its index from 0
   */
  public int column(String column) throws TableException {
    int index = header.indexOf(column);
    if (index >= 0) {
      return index;
    }
    if (header.isEmpty() && column.matches("\\d{1,6}")) {
      return Integer.parseInt(column);
    }
    throw new TableException(
        file,
        header.isEmpty()
            ? "has no header, so '" + column + "' must be a column's index"
            : "has no column '" + column + "'; columns: " + header);
  }

  /** The next row; empty at the end. */
  public Optional<CsvRow> next() throws IOException {
    try {
      if (!records.hasNext()) {
        return Optional.empty();
      }
      CSVRecord row = records.next();
      // The parser stands on the row's last line.
      return Optional.of(new CsvRow(file, parser.getCurrentLineNumber(), row.toList()));
    } catch (UncheckedIOException e) {
      throw new TableException(file, parser.getCurrentLineNumber(), "is no CSV: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private List<String> firstRow() throws IOException {
    return next()
        .map(CsvRow::cells)
        .orElseThrow(() -> new TableException(file, "is empty, and has a header by its sheet"));
  }

  private static Reader reader(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    try {
      InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
      Reader reader =
          new BufferedReader(
              new LineLimitReader(new InputStreamReader(plain, StandardCharsets.UTF_8)));
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      return reader;
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }
}
