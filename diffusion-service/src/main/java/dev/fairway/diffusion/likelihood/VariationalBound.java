package dev.fairway.diffusion.likelihood;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.Posterior;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import java.util.random.RandomGenerator;

/**
 * L_vlb, an upper bound on -log p(x0) (Ho, Jain and Abbeel 2020, equation 5): the divergence of x_K
 * from the prior, of each reverse step from its posterior, and -log of a Gaussian decoder at the
 * first level. With the posterior's variance v_k a step's term is (coefficient of x0)^2 / (2 v_k)
 * |x0 - estimate|^2.
 *
 * @param grid every level of the chain; the last is where the decoder stands
 * @param decoderVariance of p(x0 | x_1) around the estimate: {@link #bestDecoderVariance}
 */
public record VariationalBound(TimeGrid grid, double decoderVariance) {

  public VariationalBound {
    if (!(decoderVariance > 0)) {
      throw new IllegalArgumentException("Decoder variance " + decoderVariance);
    }
  }

  /**
   * The decoder's variance that makes the bound over the data smallest: the mean squared error of
   * the estimate at the last level.
   */
  public static double bestDecoderVariance(
      TimeGrid grid, CleanEstimator estimator, double[] data, RandomGenerator random) {
    return squaredError(grid, grid.last(), estimator, data, random) / data.length;
  }

  /**
   * An unbiased estimate of the bound.
   *
   * @param data any number of pieces, packed
   * @param random draws one noise for each level and cell
   * @return nats, of all cells together
   */
  public double of(CleanEstimator estimator, double[] data, RandomGenerator random) {
    double nats = prior(data);
    for (int k = 0; k < grid.last(); k++) {
      Posterior posterior = Posterior.between(grid.level(k + 1), grid.level(k));
      double weight = posterior.fromClean() * posterior.fromClean() / (2 * posterior.variance());
      nats += weight * squaredError(grid, k, estimator, data, random);
    }
    double error = squaredError(grid, grid.last(), estimator, data, random);
    return nats
        + data.length * Math.log(2 * Math.PI * decoderVariance) / 2
        + error / (2 * decoderVariance);
  }

  /** KL of N(a x0, s^2) from the prior N(0, p^2). */
  private double prior(double[] data) {
    Level level = grid.level(0);
    double deviation = grid.process().priorDeviation();
    double ratio = level.noise() / deviation;
    double nats = data.length * ((ratio * ratio - 1) / 2 - Math.log(ratio));
    for (double cell : data) {
      double mean = level.signal() * cell / deviation;
      nats += mean * mean / 2;
    }
    return nats;
  }

  private static double squaredError(
      TimeGrid grid, int k, CleanEstimator estimator, double[] data, RandomGenerator random) {
    Level level = grid.level(k);
    double[] noisy = new double[data.length];
    for (int i = 0; i < data.length; i++) {
      noisy[i] = level.noised(data[i], random.nextGaussian());
    }
    double[] clean = estimator.estimate(noisy, grid.time(k));
    double sum = 0;
    for (int i = 0; i < data.length; i++) {
      sum += (data[i] - clean[i]) * (data[i] - clean[i]);
    }
    return sum;
  }
}
