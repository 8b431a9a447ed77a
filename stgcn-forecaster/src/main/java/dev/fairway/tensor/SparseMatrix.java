package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * A constant sparse matrix that applies to the last axis of tensors, with gradients for them. Time
 * and memory of a product are linear in the tensor's cells and in the entries.
 */
public final class SparseMatrix implements Layer {

  private final NDArray compressed;
  private final int columns;

  /**
   * @param owner of the native matrix
   * @param rows of the entries, each in [0, size)
   * @param columns likewise
   */
  public SparseMatrix(NDManager owner, int size, long[] rows, long[] columns, float[] values) {
    this.columns = size;
    // Not DJL's createCoo: what that gives back points into Java buffers that nobody holds any
    // more,
    // and a garbage collection before it is copied leaves it pointing nowhere. The draft holds
    // them.
    try (NDManager draft = owner.newSubManager()) {
      NDArray coordinates = draft.create(new long[][] {rows, columns});
      compressed =
          FusedOps.call(
              "csr",
              coordinates,
              draft.create(values, new Shape(values.length)),
              draft.zeros(new Shape(size)));
      compressed.attach(owner);
    }
  }

  /**
   * What a tensor is, what this makes of it and what another matrix does, one after the other along
   * axis 1: as three tensors that are joined, but the last axis is brought to the front once only.
   *
   * @param x {@code [B, C, ..., size]}
   * @return {@code [B, 3 C, ..., size]}
   */
  public NDArray joined(SparseMatrix other, NDArray x) {
    requireFits(x);
    other.requireFits(x);
    return FusedOps.call("with_sparse_products", x, compressed, other.compressed);
  }

  /** {@code [..., size]} to the same shape: y_i = sum_j A_ij x_j. */
  @Override
  public NDArray forward(NDArray x) {
    requireFits(x);
    return FusedOps.call("sparse_product", x, compressed);
  }

  private void requireFits(NDArray x) {
    int last = x.getShape().dimension() - 1;
    if (x.getShape().get(last) != columns) {
      throw new IllegalArgumentException(
          "A matrix of " + columns + " columns for a tensor " + x.getShape());
    }
  }
}
