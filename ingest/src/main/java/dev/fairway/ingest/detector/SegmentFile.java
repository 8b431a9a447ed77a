package dev.fairway.ingest.detector;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.table.LineLimitReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** One file of the merge, with its next event at hand. */
final class SegmentFile {

  private static final int BUFFER = 1 << 13;

  /** These files quote nothing: a line is a row, whatever is in it. */
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setQuote(null)
          .setHeader()
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .setSkipHeaderRecord(true)
          .setIgnoreEmptyLines(false)
          .get();

  private final Path path;
  private final int rank;
  private final AarhusRows rows;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final AarhusRows.Columns columns;
  private Optional<SourceEvent> event = Optional.empty();
  private long reached = Long.MIN_VALUE;
  private long line = 1;
  private boolean broken;

  private SegmentFile(Path path, int rank, AarhusRows rows, CSVParser parser) throws IOException {
    this.path = path;
    this.rank = rank;
    this.rows = rows;
    this.parser = parser;
    this.columns = rows.columns(path, parser.getHeaderMap());
    this.records = parser.iterator();
    advance();
  }

  static List<SegmentFile> openAll(List<Path> paths, AarhusRows rows) throws IOException {
    List<SegmentFile> opened = new ArrayList<>(paths.size());
    try {
      for (Path path : paths) {
        opened.add(open(path, opened.size(), rows));
      }
      return opened;
    } catch (IOException e) {
      closeAll(opened);
      throw e;
    }
  }

  static void closeAll(List<SegmentFile> files) throws IOException {
    for (SegmentFile file : files) {
      file.parser.close();
    }
  }

  private static SegmentFile open(Path path, int rank, AarhusRows rows) throws IOException {
    InputStream bytes = Files.newInputStream(path);
    try {
      if (path.toString().endsWith(".gz")) {
        bytes = new GZIPInputStream(bytes, BUFFER);
      }
      CSVParser parser =
          CSVParser.builder()
              .setReader(new LineLimitReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)))
              .setFormat(FORMAT)
              .get();
      return new SegmentFile(path, rank, rows, parser);
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  /** The next event; empty at the end. */
  Optional<SourceEvent> event() {
    return event;
  }

  /** The greatest time, in seconds since 1970, of this file up to the next event. */
  long reached() {
    return reached;
  }

  /** Its place in the list of files. */
  int rank() {
    return rank;
  }

  /** Goes to the next row that says something. */
  void advance() {
    event = Optional.empty();
    try {
      while (!broken && event.isEmpty() && records.hasNext()) {
        CSVRecord row = records.next();
        line = row.getRecordNumber() + 1;
        event = rows.read(path.getFileName().toString(), line, columns, row);
      }
    } catch (UncheckedIOException e) {
      // The rest of this file is lost; the others are not.
      broken = true;
      event = Optional.of(cutShort(e));
    }
    if (event.isPresent() && event.get() instanceof SourceEvent.Observed observed) {
      reached = Math.max(reached, observed.observation().getTime().getSeconds());
    }
  }

  private SourceEvent cutShort(UncheckedIOException e) {
    return rows.refusal(
        path.getFileName().toString(),
        line + 1,
        "",
        DeadLetter.Reason.MALFORMED,
        "the file cannot be read beyond line " + line + ": " + e.getCause().getMessage());
  }
}
