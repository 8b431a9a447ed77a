package dev.fairway.diffusion.sample;

/** The denoiser as a sampler sees it: what the data was, given its noised form. */
@FunctionalInterface
public interface CleanEstimator {

  /**
   * One evaluation.
   *
   * @param noisy x_k, of any packing; not changed
   * @param step k, 1..K
   * @return an estimate of x0 in the same packing
   */
  float[] estimate(float[] noisy, int step);
}
