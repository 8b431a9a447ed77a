package dev.fairway.network.waterway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header line, and a byte order mark or none. */
final class WaterwayTable {

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final Pattern WORD = Pattern.compile("\\b(\\p{L})(\\p{L}*)");

  /** A line of the file. */
  record Row(Path file, CSVRecord values) {

    /**
     * @throws IOException if there is no such column
     */
    String text(String column) throws IOException {
      if (!values.isSet(column)) {
        throw new IOException(file + ", line " + line() + ": no column " + column);
      }
      return values.get(column).strip();
    }

    /**
     * @throws IOException if the value is no finite number
     */
    double number(String column) throws IOException {
      String text = text(column);
      try {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Told below, as an infinite number is.
      }
      throw new IOException(
          file + ", line " + line() + ": " + column + " '" + text + "' is no number");
    }

    private long line() {
      return values.getRecordNumber() + 1;
    }
  }

  static List<Row> read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      reader.mark(1);
      if (reader.read() != BYTE_ORDER_MARK) {
        reader.reset();
      }
      CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
      List<Row> rows = new ArrayList<>();
      try (CSVParser parser = format.parse(reader)) {
        for (CSVRecord values : parser) {
          rows.add(new Row(file, values));
        }
      }
      return rows;
    } catch (UncheckedIOException | IllegalArgumentException e) {
      throw new IOException(file + " is no CSV table: " + e.getMessage(), e);
    }
  }

  /** "BAYOU LAFOURCHE" as "Bayou Lafourche". */
  static String capitalised(String shouted) {
    return WORD.matcher(shouted.strip())
        .replaceAll(
            word ->
                word.group(1).toUpperCase(Locale.ROOT) + word.group(2).toLowerCase(Locale.ROOT));
  }

  private WaterwayTable() {}
}
