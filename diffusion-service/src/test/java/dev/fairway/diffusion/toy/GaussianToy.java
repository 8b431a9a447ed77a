package dev.fairway.diffusion.toy;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.sample.CleanEstimator;
import java.util.random.RandomGenerator;

/**
 * x0 from N(m, S), S = U diag(l) U', in a few dimensions: everything about its noised form, N(a m,
 * a^2 S + s^2 I), is known. Many items are packed one after the other.
 *
 * @param mean m
 * @param axes U, the unit eigenvectors as rows
 * @param variances l, along each axis
 */
public record GaussianToy(double[] mean, double[][] axes, double[] variances) {

  /** Three dimensions, correlated, of deviations about 1.3, 0.6 and 0.2. */
  public static GaussianToy tilted() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    return new GaussianToy(
        new double[] {1, -0.5, 0.25},
        new double[][] {{c, s, 0}, {-s * c, c * c, s}, {s * s, -s * c, c}},
        new double[] {1.6, 0.4, 0.05});
  }

  /** One dimension. */
  public static GaussianToy line(double mean, double variance) {
    return new GaussianToy(new double[] {mean}, new double[][] {{1}}, new double[] {variance});
  }

  public int dimensions() {
    return mean.length;
  }

  public double covariance(int i, int j) {
    double sum = 0;
    for (int e = 0; e < dimensions(); e++) {
      sum += axes[e][i] * variances[e] * axes[e][j];
    }
    return sum;
  }

  public double[] draw(int items, RandomGenerator random) {
    double[] drawn = new double[items * dimensions()];
    for (int item = 0; item < items; item++) {
      for (int e = 0; e < dimensions(); e++) {
        double along = Math.sqrt(variances[e]) * random.nextGaussian();
        for (int i = 0; i < dimensions(); i++) {
          drawn[item * dimensions() + i] += (e == 0 ? mean[i] : 0) + along * axes[e][i];
        }
      }
    }
    return drawn;
  }

  /** E[x0 | x] = m + a S (a^2 S + s^2 I)^-1 (x - a m). */
  public CleanEstimator denoiser(NoiseProcess process) {
    return (noisy, time) -> {
      Level level = process.at(time);
      double a = level.signal();
      double noise = level.noise() * level.noise();
      return map(noisy, a, 1, l -> a * l / (a * a * l + noise));
    };
  }

  /** Gradient of the log density of x, -(a^2 S + s^2 I)^-1 (x - a m). */
  public double[] score(double[] noisy, Level level) {
    double a = level.signal();
    double noise = level.noise() * level.noise();
    return map(noisy, a, 0, l -> -1 / (a * a * l + noise));
  }

  /**
   * Where the probability-flow ODE leads: in y = x / a and sigma = s / a, y(sigma) = m + U
   * diag(sqrt((l + sigma^2) / (l + sigma0^2))) U' (y0 - m).
   */
  public double[] path(double[] x, Level from, Level to) {
    double a = from.signal();
    double b = to.signal();
    return map(
        x,
        a,
        b,
        l ->
            Math.sqrt(
                (b * b * l + to.noise() * to.noise()) / (a * a * l + from.noise() * from.noise())));
  }

  /** Of one item, at a level. */
  public double logDensity(double[] x, Level level) {
    double sum = 0;
    for (int e = 0; e < dimensions(); e++) {
      double variance =
          level.signal() * level.signal() * variances[e] + level.noise() * level.noise();
      double along = 0;
      for (int i = 0; i < dimensions(); i++) {
        along += axes[e][i] * (x[i] - level.signal() * mean[i]);
      }
      sum -= along * along / (2 * variance) + Math.log(2 * Math.PI * variance) / 2;
    }
    return sum;
  }

  /** Smallest mean squared error of an estimate of x0, summed over the dimensions. */
  public double leastError(Level level) {
    double noise = level.noise() * level.noise();
    double sum = 0;
    for (double l : variances) {
      sum += l * noise / (level.alphaBar() * l + noise);
    }
    return sum;
  }

  private interface Gain {
    double at(double variance);
  }

  /** {@code to} m + U diag(gain) U' (x - {@code from} m), for each item. */
  private double[] map(double[] x, double from, double to, Gain gain) {
    int d = dimensions();
    double[] result = new double[x.length];
    for (int item = 0; item < x.length; item += d) {
      for (int i = 0; i < d; i++) {
        result[item + i] = to * mean[i];
      }
      for (int e = 0; e < d; e++) {
        double along = 0;
        for (int i = 0; i < d; i++) {
          along += axes[e][i] * (x[item + i] - from * mean[i]);
        }
        double scaled = gain.at(variances[e]) * along;
        for (int i = 0; i < d; i++) {
          result[item + i] += scaled * axes[e][i];
        }
      }
    }
    return result;
  }
}
