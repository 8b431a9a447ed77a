package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Posterior;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.random.RandomGenerator;

/**
 * Draws each earlier level from its posterior given the later one (Ho, Jain and Abbeel 2020,
 * algorithm 2). With every step of a DDPM chain, the reference for quality.
 *
 * @param varianceShare see {@link Posterior#variance(double)}: 0 gives beta tilde, 1 gives beta
 */
public record AncestralSampler(TimeGrid grid, double varianceShare) implements Sampler {

  public AncestralSampler {
    if (!(varianceShare >= 0 && varianceShare <= 1)) {
      throw new IllegalArgumentException("Variance share " + varianceShare + " is not in [0, 1]");
    }
  }

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    double[] x = start.clone();
    for (int k = 0; k < grid.last(); k++) {
      double[] clean = estimator.estimate(x, grid.time(k));
      Posterior posterior = Posterior.between(grid.level(k + 1), grid.level(k));
      double deviation = Math.sqrt(posterior.variance(varianceShare));
      for (int i = 0; i < x.length; i++) {
        x[i] = posterior.mean(x[i], clean[i]) + deviation * random.nextGaussian();
      }
    }
    return estimator.estimate(x, grid.time(grid.last()));
  }
}
