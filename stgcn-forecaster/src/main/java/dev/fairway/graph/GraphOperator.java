package dev.fairway.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.SparseMatrix;

/**
 * A graph's matrix as it acts on tensors with the node last: {@code [..., N]} to the same shape,
 * y_i = sum_j A_ij x_j.
 *
 * <p>A matrix with many entries for its size is a dense product. A sparse one has to bring the node
 * to the front and back, and is faster all the same from about 120 nodes with 5 neighbours on.
 */
public final class GraphOperator implements Layer {

  /** A matrix of more nodes is never laid out in full: its N^2 cells would not fit. */
  private static final int LARGEST_FULL = 10_000;

  /** A sparse product takes about this many times as long for each entry. */
  private static final int COST_OF_SPARSE_ENTRY = 20;

  private final int size;
  private final Layer product;

  private GraphOperator(int size, Layer product) {
    this.size = size;
    this.product = product;
  }

  /** In the form that suits the matrix. */
  public static GraphOperator of(NDManager owner, GraphMatrix matrix) {
    long cells = (long) matrix.size() * matrix.size();
    boolean full = (long) COST_OF_SPARSE_ENTRY * matrix.entries() > cells;
    return full && matrix.size() <= LARGEST_FULL ? dense(owner, matrix) : sparse(owner, matrix);
  }

  static GraphOperator dense(NDManager owner, GraphMatrix matrix) {
    int size = matrix.size();
    float[] transposed = new float[Math.multiplyExact(size, size)];
    matrix.forEach((i, j, value) -> transposed[j * size + i] = (float) value);
    NDArray tensor = Ops.tensor(owner, transposed, size, size);
    return new GraphOperator(size, x -> x.matMul(tensor));
  }

  static GraphOperator sparse(NDManager owner, GraphMatrix matrix) {
    long[] rows = new long[matrix.entries()];
    long[] columns = new long[matrix.entries()];
    float[] values = new float[matrix.entries()];
    int[] next = {0};
    matrix.forEach(
        (i, j, value) -> {
          rows[next[0]] = i;
          columns[next[0]] = j;
          values[next[0]++] = (float) value;
        });
    return new GraphOperator(
        matrix.size(), new SparseMatrix(owner, matrix.size(), rows, columns, values));
  }

  /**
   * What a tensor is, what this makes of it and what another graph's matrix does, one after the
   * other along axis 1.
   *
   * @param x {@code [B, C, ..., N]}
   * @return {@code [B, 3 C, ..., N]}
   */
  public NDArray joined(GraphOperator other, NDArray x) {
    return product instanceof SparseMatrix mine && other.product instanceof SparseMatrix its
        ? mine.joined(its, x)
        : Ops.concat(1, x, forward(x), other.forward(x));
  }

  public int size() {
    return size;
  }

  @Override
  public NDArray forward(NDArray x) {
    return product.forward(x);
  }
}
