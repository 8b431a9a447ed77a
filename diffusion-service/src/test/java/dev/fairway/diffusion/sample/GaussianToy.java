package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseSchedule;

/**
 * Pairs drawn from N(m, S), whose optimal denoiser is known: E[x0 | x] = m + a S (a^2 S + s^2
 * I)^{-1} (x - a m). Packed pair by pair.
 */
final class GaussianToy {

  static final double[] MEAN = {1, -0.5};
  static final double[][] COVARIANCE = {{1, 0.6}, {0.6, 0.5}};

  static CleanEstimator exactDenoiser(NoiseSchedule schedule) {
    return (noisy, step) -> {
      Level level = schedule.level(step);
      double a = level.signal();
      double noise = level.noise() * level.noise();
      double p = a * a * COVARIANCE[0][0] + noise;
      double q = a * a * COVARIANCE[0][1];
      double r = a * a * COVARIANCE[1][1] + noise;
      double determinant = p * r - q * q;
      float[] clean = new float[noisy.length];
      for (int i = 0; i < noisy.length; i += 2) {
        double x = noisy[i] - a * MEAN[0];
        double y = noisy[i + 1] - a * MEAN[1];
        double u = (r * x - q * y) / determinant;
        double w = (p * y - q * x) / determinant;
        clean[i] = (float) (MEAN[0] + a * (COVARIANCE[0][0] * u + COVARIANCE[0][1] * w));
        clean[i + 1] = (float) (MEAN[1] + a * (COVARIANCE[1][0] * u + COVARIANCE[1][1] * w));
      }
      return clean;
    };
  }

  /** Mean of one coordinate. */
  static double mean(float[] pairs, int coordinate) {
    double sum = 0;
    for (int i = coordinate; i < pairs.length; i += 2) {
      sum += pairs[i];
    }
    return 2 * sum / pairs.length;
  }

  static double covariance(float[] pairs, int one, int other) {
    double sum = 0;
    double firstMean = mean(pairs, one);
    double secondMean = mean(pairs, other);
    for (int i = 0; i < pairs.length; i += 2) {
      sum += (pairs[i + one] - firstMean) * (pairs[i + other] - secondMean);
    }
    return 2 * sum / (pairs.length - 2);
  }

  private GaussianToy() {}
}
