package dev.fairway.table;

import java.nio.file.Path;
import java.util.List;

/**
 * A row of a {@link CsvTable}.
 *
 * @param line of the file on which it ends, from 1
 * @param cells without blanks around them
 */
public record CsvRow(Path file, long line, List<String> cells) {

  public String text(int column) throws TableException {
    if (column >= cells.size()) {
      throw new TableException(
          file, line, "has " + cells.size() + " cells and no column " + column);
    }
    return cells.get(column);
  }

  /**
   * @throws TableException if the cell is no finite number
   */
  public double number(int column) throws TableException {
    String text = text(column);
    double number = parse(text);
    if (!Double.isFinite(number)) {
      throw new TableException(file, line, "column " + column + ": '" + text + "' is no number");
    }
    return number;
  }

  /** The number that a cell holds; NaN for anything else. */
  public static double parse(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
