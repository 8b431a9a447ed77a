package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;

/** The learned part: predicts, as its process is parameterised, noise or data. */
public interface Denoiser {

  /**
   * Everything is computed on the manager of the input's {@code noisy}. May be called from several
   * threads.
   *
   * @param activations takes what it asked for on the way
   * @return {@code [B, C, T, N]}
   */
  NDArray forward(DenoiserInput input, Activations activations);
}
