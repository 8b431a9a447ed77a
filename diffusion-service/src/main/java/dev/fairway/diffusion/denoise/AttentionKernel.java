package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;

/**
 * How queries weigh values. Both methods say the same thing: {@code mix(q, k, v)} equals {@code
 * map(q, k) v}, at less cost.
 *
 * <p>q is {@code [R, heads, L, d]}, k and v {@code [R, heads, L', d]}.
 */
interface AttentionKernel {

  /** {@code [R, heads, L, d]}. */
  NDArray mix(NDArray q, NDArray k, NDArray v);

  /** {@code [R, heads, L, L']}: rows sum to 1. */
  NDArray map(NDArray q, NDArray k);
}
