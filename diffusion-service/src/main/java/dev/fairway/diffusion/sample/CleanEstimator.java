package dev.fairway.diffusion.sample;

/** The denoiser as a sampler sees it: what the data was, given its noised form. */
@FunctionalInterface
public interface CleanEstimator {

  /**
   * One evaluation.
   *
   * @param noisy x at that time, of any packing; not changed
   * @param time of the noise process, with noise there
   * @return an estimate of x0 in the same packing, ideally its mean given x
   */
  double[] estimate(double[] noisy, double time);
}
