package dev.fairway.diffusion.sample;

import java.util.random.RandomGenerator;

/**
 * A way from noise to data. Stateless: the same start, estimator and random source give the same.
 */
public interface Sampler {

  /**
   * @param start x_K, drawn from N(0, I); not changed
   * @return x0
   */
  float[] sample(CleanEstimator estimator, float[] start, RandomGenerator random);
}
