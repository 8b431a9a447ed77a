package dev.fairway.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * A square matrix over the nodes of a network, in double precision and compressed by rows: memory
 * and the time of every operation are linear in nodes + entries. Rows and columns in node order,
 * rising. Never changes.
 */
public final class GraphMatrix {

  /** An entry that is not 0. */
  public record Entry(int row, int column, double value) {}

  private final int size;

  /** [size + 1]: where the entries of a row begin. */
  private final int[] rowStarts;

  private final int[] columns;
  private final double[] values;

  private GraphMatrix(int size, int[] rowStarts, int[] columns, double[] values) {
    this.size = size;
    this.rowStarts = rowStarts;
    this.columns = columns;
    this.values = values;
  }

  /**
   * @param entries in any order, each place at most once; zeros are left out
   */
  public static GraphMatrix of(int size, List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.removeIf(entry -> entry.value() == 0);
    sorted.sort(Comparator.comparingInt(Entry::row).thenComparingInt(Entry::column));
    int[] rowStarts = new int[size + 1];
    int[] columns = new int[sorted.size()];
    double[] values = new double[sorted.size()];
    Entry before = new Entry(-1, -1, 0);
    for (int e = 0; e < values.length; e++) {
      Entry entry = sorted.get(e);
      require(size, entry, before);
      rowStarts[entry.row() + 1]++;
      columns[e] = entry.column();
      values[e] = entry.value();
      before = entry;
    }
    Arrays.parallelPrefix(rowStarts, Integer::sum);
    return new GraphMatrix(size, rowStarts, columns, values);
  }

  private static void require(int size, Entry entry, Entry before) {
    String place = "Entry (" + entry.row() + ", " + entry.column() + ")";
    if (entry.row() < 0 || entry.row() >= size || entry.column() < 0 || entry.column() >= size) {
      throw new IllegalArgumentException(place + " lies outside a matrix of " + size + " rows");
    }
    if (!Double.isFinite(entry.value())) {
      throw new IllegalArgumentException(place + " is " + entry.value());
    }
    if (entry.row() == before.row() && entry.column() == before.column()) {
      throw new IllegalArgumentException(place + " is given twice");
    }
  }

  public static GraphMatrix identity(int size) {
    int[] rising = IntStream.range(0, size + 1).toArray();
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return new GraphMatrix(size, rising, Arrays.copyOf(rising, size), ones);
  }

  public int size() {
    return size;
  }

  /** How many entries are kept. */
  public int entries() {
    return values.length;
  }

  public double get(int row, int column) {
    int at = Arrays.binarySearch(columns, rowStarts[row], rowStarts[row + 1], column);
    return at < 0 ? 0 : values[at];
  }

  /** What is done with each entry that is kept. */
  @FunctionalInterface
  public interface EntryVisitor {
    void visit(int row, int column, double value);
  }

  /** Visits the entries by rows, in rising order. */
  public void forEach(EntryVisitor visitor) {
    for (int row = 0; row < size; row++) {
      for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
        visitor.visit(row, columns[e], values[e]);
      }
    }
  }

  /** The columns of a row's entries, rising: the nodes it is tied to. */
  public int[] neighbours(int row) {
    return Arrays.copyOfRange(columns, rowStarts[row], rowStarts[row + 1]);
  }

  public GraphMatrix transpose() {
    int[] starts = new int[size + 1];
    for (int column : columns) {
      starts[column + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] rows = new int[values.length];
    double[] transposed = new double[values.length];
    forEach(
        (row, column, value) -> {
          rows[next[column]] = row;
          transposed[next[column]++] = value;
        });
    return new GraphMatrix(size, starts, rows, transposed);
  }

  /** How two entries of one place, 0 where there is none, become one. */
  @FunctionalInterface
  private interface Merge {
    double of(double mine, double its);
  }

  /** a this + b other. */
  public GraphMatrix combine(double a, double b, GraphMatrix other) {
    return merged(other, (mine, its) -> a * mine + b * its);
  }

  /** The larger of an entry and its mirror image. */
  public GraphMatrix symmetric() {
    return merged(transpose(), Math::max);
  }

  private GraphMatrix merged(GraphMatrix other, Merge merge) {
    requireSize(other.size);
    int[] starts = new int[size + 1];
    int[] mergedColumns = new int[values.length + other.values.length];
    double[] mergedValues = new double[mergedColumns.length];
    int next = 0;
    for (int row = 0; row < size; row++) {
      int mine = rowStarts[row];
      int its = other.rowStarts[row];
      while (mine < rowStarts[row + 1] || its < other.rowStarts[row + 1]) {
        int myColumn = mine < rowStarts[row + 1] ? columns[mine] : size;
        int itsColumn = its < other.rowStarts[row + 1] ? other.columns[its] : size;
        int column = Math.min(myColumn, itsColumn);
        double value =
            merge.of(
                myColumn == column ? values[mine++] : 0,
                itsColumn == column ? other.values[its++] : 0);
        if (value != 0) {
          mergedColumns[next] = column;
          mergedValues[next++] = value;
        }
      }
      starts[row + 1] = next;
    }
    return new GraphMatrix(
        size, starts, Arrays.copyOf(mergedColumns, next), Arrays.copyOf(mergedValues, next));
  }

  /** diag(left) this diag(right). */
  public GraphMatrix scaled(double[] left, double[] right) {
    requireSize(left.length);
    requireSize(right.length);
    double[] scaled = new double[values.length];
    for (int row = 0; row < size; row++) {
      for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++) {
        scaled[e] = left[row] * values[e] * right[columns[e]];
      }
    }
    return new GraphMatrix(size, rowStarts, columns, scaled);
  }

  public static GraphMatrix diagonal(double[] entries) {
    double[] ones = new double[entries.length];
    Arrays.fill(ones, 1);
    return identity(entries.length).scaled(entries, ones);
  }

  public double[] multiply(double[] vector) {
    requireSize(vector.length);
    double[] product = new double[size];
    forEach((row, column, value) -> product[row] += value * vector[column]);
    return product;
  }

  public double[] rowSums() {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return multiply(ones);
  }

  /**
   * Rows and columns of some nodes only, in the order given.
   *
   * @param nodes each at most once
   */
  public GraphMatrix part(int[] nodes) {
    int[] place = new int[size];
    Arrays.fill(place, -1);
    for (int i = 0; i < nodes.length; i++) {
      place[nodes[i]] = i;
    }
    List<Entry> kept = new ArrayList<>();
    for (int i = 0; i < nodes.length; i++) {
      for (int e = rowStarts[nodes[i]]; e < rowStarts[nodes[i] + 1]; e++) {
        if (place[columns[e]] >= 0) {
          kept.add(new Entry(i, place[columns[e]], values[e]));
        }
      }
    }
    return of(nodes.length, kept);
  }

  /** f of every entry of a vector. */
  static double[] map(double[] vector, DoubleUnaryOperator f) {
    return Arrays.stream(vector).map(f).toArray();
  }

  private void requireSize(int other) {
    if (other != size) {
      throw new IllegalArgumentException("Sizes " + size + " and " + other + " do not fit");
    }
  }
}
