package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * Positions from a CSV file whose columns are found by the names in its header. A line is a record:
 * what is wrong in it, a stray quote included, costs that line alone.
 */
abstract sealed class CsvPositionSource implements Source
    permits MarineCadastreSource, KitimatSource {

  private static final Charset CHARSET = StandardCharsets.UTF_8;
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern COMMA = Pattern.compile(",");

  private final String network;
  private final String sourceName;
  private final CappedLines reader;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private long lines;
  private long positions;
  private long refused;
  private long blank;

  /**
   * @param required columns without which nothing can be read
   * @throws IOException if the file cannot be read or a column is missing
   */
  CsvPositionSource(String network, Path file, List<String> required) throws IOException {
    this.network = network;
    this.sourceName = file.getFileName().toString();
    this.reader = TextFiles.open(file, CHARSET);
    try {
      readHeader(file, required);
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** All of the position but network, source and line. */
  abstract Position.Builder position(CsvRow row) throws RefusedLineException;

  @Override
  public final Optional<SourceEvent> next() throws IOException {
    String line;
    while ((line = readLine()) != null) {
      if (line.isBlank()) {
        blank++;
        continue;
      }
      try {
        RefusedLineException.requireShort(line);
        Position position =
            position(new CsvRow(columns, split(line)))
                .setNetwork(network)
                .setSource(sourceName)
                .setLine(lines)
                .build();
        positions++;
        return Optional.of(new SourceEvent.Sighted(position));
      } catch (RefusedLineException e) {
        refused++;
        return Optional.of(
            new SourceEvent.Refused(
                DeadLetters.of(network, sourceName, lines, line, CHARSET, e).build()));
      }
    }
    return Optional.empty();
  }

  /** What became of the lines so far. */
  public final CsvTally tally() {
    return new CsvTally(lines, 1, positions, refused, blank);
  }

  @Override
  public final void close() throws IOException {
    reader.close();
  }

  private String readLine() throws IOException {
    try {
      if (!reader.hasNext()) {
        return null;
      }
      lines++;
      return reader.next();
    } catch (UncheckedIOException e) {
      throw new IOException(sourceName + ", after line " + lines + ": " + e.getMessage(), e);
    }
  }

  private void readHeader(Path file, List<String> required) throws IOException {
    String header = readLine();
    if (header == null) {
      throw new IOException(file + " is empty: it has no header line");
    }
    try {
      List<String> names = split(header.startsWith(BYTE_ORDER_MARK) ? header.substring(1) : header);
      for (String name : names) {
        if (columns.put(name.strip(), columns.size()) != null) {
          throw new IOException(file + ", line 1: two columns are called '" + name + "'");
        }
      }
    } catch (RefusedLineException e) {
      throw new IOException(file + ", line 1: " + e.getMessage(), e);
    }
    for (String name : required) {
      if (!columns.containsKey(name)) {
        throw new IOException(file + ", line 1: no column " + name + " among " + columns.keySet());
      }
    }
  }

  /** Without a quote there is nothing to parse in a line but its commas. */
  private static List<String> split(String line) throws RefusedLineException {
    if (line.indexOf('"') < 0) {
      return List.of(COMMA.split(line, -1));
    }
    try (CSVParser parser = CSVParser.parse(line, CSVFormat.DEFAULT)) {
      return parser.iterator().next().toList();
    } catch (IOException | RuntimeException e) {
      throw RefusedLineException.malformed("no CSV: " + e.getMessage());
    }
  }
}
