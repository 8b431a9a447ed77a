package dev.fairway.network;

import dev.fairway.table.CsvRow;
import dev.fairway.table.CsvTable;
import dev.fairway.table.TableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads links from a square CSV matrix without header: row from, column to, in node order. */
public final class DenseMatrixReader {

  /**
   * @return row by row; the diagonal means nothing
   * @throws TableException if it is not square, or a cell is no number of 0 or more
   */
  public static double[][] read(Path file) throws IOException {
    List<double[]> rows = new ArrayList<>();
    try (CsvTable table = CsvTable.open(file, false)) {
      for (Optional<CsvRow> next = table.next(); next.isPresent(); next = table.next()) {
        CsvRow row = next.get();
        double[] cells = new double[row.cells().size()];
        for (int column = 0; column < cells.length; column++) {
          cells[column] = row.number(column);
          if (cells[column] < 0) {
            throw new TableException(
                file, row.line(), "column " + column + ": " + cells[column] + " is below 0");
          }
        }
        if (!rows.isEmpty() && cells.length != rows.get(0).length) {
          throw new TableException(
              file,
              row.line(),
              "has " + cells.length + " cells, the first row " + rows.get(0).length);
        }
        rows.add(cells);
      }
    }
    if (rows.isEmpty() || rows.size() != rows.get(0).length) {
      throw new TableException(file, "has " + rows.size() + " rows and is not square");
    }
    return rows.toArray(double[][]::new);
  }

  /**
   * Every pair is linked whose distance is no more than the maximum. Sites at one place are {@link
   * DistanceListReader#NO_DISTANCE} apart.
   *
   * @param metres {@code [N, N]}, from and to
   * @param siteIds N of them
   */
  public static List<Link> fromDistances(
      double[][] metres, List<String> siteIds, OptionalDouble maximumMetres) {
    requireMatching(metres, siteIds);
    List<Link> links = new ArrayList<>();
    for (int from = 0; from < metres.length; from++) {
      for (int to = 0; to < metres.length; to++) {
        double distance = Math.max(metres[from][to], DistanceListReader.NO_DISTANCE);
        if (from != to && distance <= maximumMetres.orElse(Double.POSITIVE_INFINITY)) {
          links.add(new Link(siteIds.get(from), siteIds.get(to), distance));
        }
      }
    }
    return links;
  }

  /**
   * Distances from the weights that were made of them by a Gaussian kernel, {@code w = exp(-(d /
   * sigma)^2)}, as DCRNN does it: {@code d = sigma * sqrt(-ln w)}. A weight of 0 is no link, one of
   * 1 two sites at one place. Where the data set does not tell its sigma (DCRNN's is the standard
   * deviation of the distances), any value keeps the proportions.
   *
   * @param weights {@code [N, N]}, 0..1
   * @param sigma metres
   */
  public static List<Link> fromWeights(
      double[][] weights, List<String> siteIds, double sigma, OptionalDouble maximumMetres) {
    requireMatching(weights, siteIds);
    double[][] metres = new double[weights.length][weights.length];
    for (int from = 0; from < weights.length; from++) {
      for (int to = 0; to < weights.length; to++) {
        double weight = weights[from][to];
        if (weight > 1) {
          throw new IllegalArgumentException(
              "Weight " + weight + " in row " + from + ", column " + to + " is above 1");
        }
        metres[from][to] = sigma * Math.sqrt(-Math.log(weight));
      }
    }
    return fromDistances(
        metres, siteIds, OptionalDouble.of(maximumMetres.orElse(Double.MAX_VALUE)));
  }

  private static void requireMatching(double[][] matrix, List<String> siteIds) {
    if (matrix.length != siteIds.size()) {
      throw new IllegalArgumentException(
          "A matrix of " + matrix.length + " rows for " + siteIds.size() + " sites");
    }
  }

  private DenseMatrixReader() {}
}
