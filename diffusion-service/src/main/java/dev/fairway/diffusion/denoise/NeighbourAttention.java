package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Softmax attention in which a node sees itself and its neighbours only (Velickovic et al., GAT,
 * 2018, with the dot product of Vaswani et al. 2017). Keys and values are gathered into a table of
 * N x D, D being the most that a node sees: the cost grows with N D, which is N as long as no node
 * has a great many neighbours.
 */
final class NeighbourAttention implements AttentionKernel {

  /** Far below any score, yet no infinity, from which a gradient would be no number. */
  private static final float UNSEEN = -1e9f;

  private final GraphMatrix ties;
  private final int most;
  private final NDArray places;
  private final NDArray bias;

  /**
   * @param owner of the table
   * @param ties who sees whom, in either direction
   */
  NeighbourAttention(NDManager owner, GraphMatrix ties) {
    int size = ties.size();
    this.ties = ties.symmetric().combine(1, 1, GraphMatrix.identity(size));
    this.most = IntStream.range(0, size).map(n -> this.ties.neighbours(n).length).max().orElse(0);
    long[] table = new long[size * most];
    float[] unseen = new float[size * most];
    Arrays.fill(unseen, UNSEEN);
    for (int n = 0; n < size; n++) {
      int[] seen = this.ties.neighbours(n);
      for (int d = 0; d < seen.length; d++) {
        table[n * most + d] = seen[d];
        unseen[n * most + d] = 0;
      }
    }
    try (NDArray borrowed = owner.create(table, new Shape(table.length))) {
      this.places = borrowed.duplicate();
    }
    this.bias = Ops.tensor(owner, unseen, size, 1, most);
  }

  @Override
  public NDArray mix(NDArray q, NDArray k, NDArray v) {
    NDArray weights = SoftmaxAttention.scores(q.expandDims(3), gathered(k)).add(bias).softmax(4);
    return weights.matMul(gathered(v)).reshape(q.getShape());
  }

  /** {@code [R, heads, N, d]} to {@code [R, heads, N, D, d]}. */
  private NDArray gathered(NDArray x) {
    Shapes.require(x, "R", "heads", ties.size(), "d");
    Shape s = x.getShape();
    return Ops.selectRows(x, places).reshape(s.get(0), s.get(1), s.get(2), most, s.get(3));
  }

  @Override
  public NDArray map(NDArray q, NDArray k) {
    int size = ties.size();
    float[] unseen = new float[Math.multiplyExact(size, size)];
    Arrays.fill(unseen, UNSEEN);
    ties.forEach((n, m, weight) -> unseen[n * size + m] = 0);
    return SoftmaxAttention.scores(q, k)
        .add(Ops.tensor(q.getManager(), unseen, size, size))
        .softmax(3);
  }
}
