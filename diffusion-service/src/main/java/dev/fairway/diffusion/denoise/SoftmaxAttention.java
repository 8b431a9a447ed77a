package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Ops;
import java.util.Optional;

/**
 * softmax(q k' / sqrt(d) + bias) v (Vaswani et al. 2017): every place sees every other, at a cost
 * that grows with L L'.
 *
 * @param bias broadcasts to {@code [R, heads, L, L']}; large and negative where nothing is to be
 *     seen
 */
record SoftmaxAttention(Optional<NDArray> bias) implements AttentionKernel {

  SoftmaxAttention() {
    this(Optional.empty());
  }

  @Override
  public NDArray mix(NDArray q, NDArray k, NDArray v) {
    return bias.map(b -> Ops.attention(q, k, v, b)).orElseGet(() -> Ops.attention(q, k, v));
  }

  @Override
  public NDArray map(NDArray q, NDArray k) {
    NDArray scores = scores(q, k);
    return bias.map(scores::add).orElse(scores).softmax(3);
  }

  /** q k' / sqrt(d): {@code [..., L, d]} and {@code [..., L', d]} to {@code [..., L, L']}. */
  static NDArray scores(NDArray q, NDArray k) {
    int last = q.getShape().dimension() - 1;
    double dimensions = q.getShape().get(last);
    return Ops.scale(q.matMul(k.swapAxes(last - 1, last)), 1 / Math.sqrt(dimensions));
  }
}
