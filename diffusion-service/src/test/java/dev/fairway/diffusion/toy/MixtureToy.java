package dev.fairway.diffusion.toy;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.sample.CleanEstimator;
import java.util.random.RandomGenerator;

/**
 * x0 from a mixture of round Gaussians, one for each class. Many items are packed one after the
 * other.
 *
 * @param weights of the classes; they add up to 1
 * @param means of the classes
 * @param variances of the classes, the same in every direction
 */
public record MixtureToy(double[] weights, double[][] means, double[] variances) {

  /** Three classes in the plane. */
  public static MixtureToy plane() {
    return new MixtureToy(
        new double[] {0.5, 0.3, 0.2},
        new double[][] {{1.5, 0}, {-1, 1}, {-0.5, -1.5}},
        new double[] {0.2, 0.1, 0.3});
  }

  public int dimensions() {
    return means[0].length;
  }

  /** The mixture of one class. */
  public MixtureToy only(int label) {
    return new MixtureToy(
        new double[] {1}, new double[][] {means[label]}, new double[] {variances[label]});
  }

  public double[] draw(int items, RandomGenerator random) {
    int d = dimensions();
    double[] drawn = new double[items * d];
    for (int item = 0; item < items; item++) {
      int label = 0;
      double rest = random.nextDouble() - weights[0];
      while (rest > 0 && label < weights.length - 1) {
        label++;
        rest -= weights[label];
      }
      for (int i = 0; i < d; i++) {
        drawn[item * d + i] = means[label][i] + Math.sqrt(variances[label]) * random.nextGaussian();
      }
    }
    return drawn;
  }

  /** p(class | x) of one item. */
  public double[] posterior(double[] x, Level level) {
    double[] logs = new double[weights.length];
    double total = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights.length; c++) {
      logs[c] = logJoint(c, x, level);
      total = logSum(total, logs[c]);
    }
    for (int c = 0; c < weights.length; c++) {
      logs[c] = Math.exp(logs[c] - total);
    }
    return logs;
  }

  /** Of one item. */
  public double logDensity(double[] x, Level level) {
    double total = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < weights.length; c++) {
      total = logSum(total, logJoint(c, x, level));
    }
    return total;
  }

  /** E[x0 | x]: each class's own estimate, weighted by p(class | x). */
  public CleanEstimator denoiser(NoiseProcess process) {
    return (noisy, time) -> {
      Level level = process.at(time);
      int d = dimensions();
      double[] clean = new double[noisy.length];
      double[] x = new double[d];
      for (int item = 0; item < noisy.length; item += d) {
        System.arraycopy(noisy, item, x, 0, d);
        double[] posterior = posterior(x, level);
        for (int c = 0; c < weights.length; c++) {
          double gain = level.signal() * variances[c] / variance(c, level);
          for (int i = 0; i < d; i++) {
            clean[item + i] +=
                posterior[c] * (means[c][i] + gain * (x[i] - level.signal() * means[c][i]));
          }
        }
      }
      return clean;
    };
  }

  private double variance(int c, Level level) {
    return level.alphaBar() * variances[c] + level.noise() * level.noise();
  }

  private double logJoint(int c, double[] x, Level level) {
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      double away = x[i] - level.signal() * means[c][i];
      squares += away * away;
    }
    double variance = variance(c, level);
    return Math.log(weights[c])
        - squares / (2 * variance)
        - x.length * Math.log(2 * Math.PI * variance) / 2;
  }

  private static double logSum(double one, double other) {
    double larger = Math.max(one, other);
    return larger + Math.log(Math.exp(one - larger) + Math.exp(other - larger));
  }
}
