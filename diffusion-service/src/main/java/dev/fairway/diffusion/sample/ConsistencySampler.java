package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.Transition;
import java.util.random.RandomGenerator;

/**
 * Sampling from a consistency model, whose estimate is the end of the path (Song et al.,
 * Consistency Models, 2023, algorithm 1): one estimate is a sample; further steps add fresh noise
 * to it, of a lower level, and estimate again. Their sqrt(tau^2 - epsilon^2) is the transition from
 * the earliest level, where the estimate lives.
 */
public record ConsistencySampler(TimeGrid grid) implements Sampler {

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    Level earliest = grid.process().at(grid.process().earliest());
    double[] x = estimator.estimate(start, grid.time(0));
    for (int k = 1; k <= grid.last(); k++) {
      Level level = grid.level(k);
      double deviation = Math.sqrt(Transition.between(earliest, level).variance());
      double[] noised = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        noised[i] = level.signal() * x[i] + deviation * random.nextGaussian();
      }
      x = estimator.estimate(noised, grid.time(k));
    }
    return x;
  }
}
