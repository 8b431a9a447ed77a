package dev.fairway.ingest.ais;

import java.util.List;
import java.util.Map;

/** A line of a CSV file with a header; the errors of its values name key and value. */
final class CsvRow {

  private final Map<String, Integer> columns;
  private final List<String> values;

  CsvRow(Map<String, Integer> columns, List<String> values) throws RefusedLineException {
    if (values.size() != columns.size()) {
      throw RefusedLineException.malformed(
          values.size() + " values, but the header has " + columns.size());
    }
    this.columns = columns;
    this.values = values;
  }

  /** Without surrounding blanks; empty where there is nothing. */
  String text(String column) {
    return values.get(columns.get(column)).strip();
  }

  double number(String column) throws RefusedLineException {
    String text = text(column);
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as an infinite number is.
    }
    throw RefusedLineException.malformed(column + " '" + text + "' is no number");
  }

  /** NaN where there is nothing. */
  double numberOrNothing(String column) throws RefusedLineException {
    return text(column).isEmpty() ? Double.NaN : number(column);
  }

  long whole(String column) throws RefusedLineException {
    String text = text(column);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw RefusedLineException.malformed(column + " '" + text + "' is no whole number");
    }
  }
}
