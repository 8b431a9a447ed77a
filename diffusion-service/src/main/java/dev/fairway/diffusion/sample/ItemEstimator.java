package dev.fairway.diffusion.sample;

/** As {@link CleanEstimator}, of items that are each at a time of its own. */
@FunctionalInterface
public interface ItemEstimator {

  /**
   * One evaluation.
   *
   * @param noisy {@code [B, D]}, packed; not changed
   * @param times of each item, with noise there
   * @return an estimate of x0 in the same packing
   */
  double[] estimate(double[] noisy, double[] times);

  /** Of what is one item, of any packing. */
  static ItemEstimator together(CleanEstimator estimator) {
    return (noisy, times) -> estimator.estimate(noisy, times[0]);
  }
}
