package dev.fairway.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.Ops;
import java.util.Arrays;

/**
 * A square matrix over the nodes of a network, dense and in double precision; rows and columns in
 * node order. Never changes.
 */
public final class GraphMatrix {

  /** What an entry is, given its row and column. */
  @FunctionalInterface
  public interface Entry {
    double at(int row, int column);
  }

  private final int size;
  private final double[] entries;

  private GraphMatrix(int size, double[] entries) {
    this.size = size;
    this.entries = entries;
  }

  public static GraphMatrix of(int size, Entry entry) {
    double[] entries = new double[Math.multiplyExact(size, size)];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double value = entry.at(i, j);
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("Entry (" + i + ", " + j + ") is " + value);
        }
        entries[i * size + j] = value;
      }
    }
    return new GraphMatrix(size, entries);
  }

  public static GraphMatrix identity(int size) {
    return of(size, (i, j) -> i == j ? 1 : 0);
  }

  public int size() {
    return size;
  }

  public double get(int row, int column) {
    return entries[row * size + column];
  }

  public GraphMatrix transpose() {
    return of(size, (i, j) -> get(j, i));
  }

  /** a this + b other. */
  public GraphMatrix combine(double a, double b, GraphMatrix other) {
    requireSize(other.size);
    return of(size, (i, j) -> a * get(i, j) + b * other.get(i, j));
  }

  public GraphMatrix multiply(GraphMatrix other) {
    requireSize(other.size);
    double[] product = new double[entries.length];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        double factor = get(i, k);
        if (factor != 0) {
          for (int j = 0; j < size; j++) {
            product[i * size + j] += factor * other.entries[k * size + j];
          }
        }
      }
    }
    return new GraphMatrix(size, product);
  }

  public double[] multiply(double[] vector) {
    requireSize(vector.length);
    double[] product = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        product[i] += get(i, j) * vector[j];
      }
    }
    return product;
  }

  public double[] rowSums() {
    double[] ones = new double[size];
    Arrays.fill(ones, 1);
    return multiply(ones);
  }

  /** The larger of an entry and its mirror image. */
  public GraphMatrix symmetric() {
    return of(size, (i, j) -> Math.max(get(i, j), get(j, i)));
  }

  /**
   * The matrix {@code [N, N]} as 32-bit floats, such that {@code x.matMul(...)} of an {@code x}
   * with the node last applies it at every other axis: entry [j][i] of the tensor is entry (i, j).
   */
  public NDArray operator(NDManager manager) {
    float[] transposed = new float[entries.length];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        transposed[j * size + i] = (float) get(i, j);
      }
    }
    return Ops.tensor(manager, transposed, size, size);
  }

  private void requireSize(int other) {
    if (other != size) {
      throw new IllegalArgumentException("Sizes " + size + " and " + other + " do not fit");
    }
  }
}
