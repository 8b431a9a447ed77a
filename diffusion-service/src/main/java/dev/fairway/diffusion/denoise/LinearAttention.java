package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Ops;

/**
 * phi(q) phi(k)' v, rows divided by their sums, with phi = elu + 1 (Katharopoulos et al.,
 * Transformers are RNNs, 2020). As phi(k)' v comes first, the cost grows with L + L'.
 */
final class LinearAttention implements AttentionKernel {

  @Override
  public NDArray mix(NDArray q, NDArray k, NDArray v) {
    NDArray queries = Ops.eluPlusOne(q);
    NDArray keys = Ops.eluPlusOne(k);
    NDArray summary = keys.swapAxes(2, 3).matMul(v);
    NDArray sums = queries.matMul(keys.sum(new int[] {2}, true).swapAxes(2, 3));
    return queries.matMul(summary).div(sums);
  }

  @Override
  public NDArray map(NDArray q, NDArray k) {
    NDArray weights = Ops.eluPlusOne(q).matMul(Ops.eluPlusOne(k).swapAxes(2, 3));
    return weights.div(weights.sum(new int[] {3}, true));
  }
}
