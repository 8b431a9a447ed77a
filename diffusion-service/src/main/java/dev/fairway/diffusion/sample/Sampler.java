package dev.fairway.diffusion.sample;

import java.util.random.RandomGenerator;

/**
 * A way from noise to data. Stateless: the same start, estimator and random source give the same.
 */
public interface Sampler {

  /**
   * @param start x at time 1, as {@link GaussianNoise#start} draws it; not changed
   * @return x0
   */
  double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random);
}
