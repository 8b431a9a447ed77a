package dev.fairway.diffusion.sample;

/**
 * A sampler whose path without chance is the probability-flow ODE (Song et al. 2021, section 4.3),
 * which can be walked both ways: data have one code.
 */
public interface InvertibleSampler extends Sampler {

  /**
   * The noise that leads to the data: sampling without chance from there gives about the data.
   *
   * @param data x0; not changed
   * @return x at time 1
   */
  double[] invert(CleanEstimator estimator, double[] data);
}
