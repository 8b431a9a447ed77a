package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;

/** A network that sees noised items as rows of numbers, whatever they stand for. */
@FunctionalInterface
public interface ItemNetwork {

  /**
   * Everything is computed on the manager of {@code noisy}.
   *
   * @param noisy {@code [B, D]}: scaled as the parameterisation asks
   * @param condition {@code [B, 1]}: what it is told of the noise
   * @return {@code [B, D]}: what its parameterisation says it predicts
   */
  NDArray forward(NDArray noisy, NDArray condition);
}
