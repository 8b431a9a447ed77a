package dev.fairway.diffusion.likelihood;

import dev.fairway.diffusion.sample.CleanEstimator;
import java.util.random.RandomGenerator;

/**
 * The trace of the Jacobian of an estimate of x0 by x, from central differences: the engine has no
 * product with a Jacobian. The error of the differences is of second order in their step; a network
 * of 32-bit numbers wants steps of 1e-2, exact functions 1e-4.
 */
@FunctionalInterface
public interface JacobianTrace {

  double of(CleanEstimator estimator, double[] x, double time);

  /**
   * Cell by cell: two evaluations for each.
   *
   * @param step of the differences
   */
  static JacobianTrace exact(double step) {
    return (estimator, x, time) -> {
      double trace = 0;
      double[] direction = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        direction[i] = 1;
        trace += along(estimator, x, time, direction, step);
        direction[i] = 0;
      }
      return trace;
    };
  }

  /**
   * Hutchinson's estimate: the mean over random signs v of v' J v. Unbiased; two evaluations for
   * each probe.
   *
   * @param random new signs are drawn at every call
   */
  static JacobianTrace hutchinson(int probes, double step, RandomGenerator random) {
    return (estimator, x, time) -> {
      double sum = 0;
      double[] direction = new double[x.length];
      for (int p = 0; p < probes; p++) {
        for (int i = 0; i < x.length; i++) {
          direction[i] = random.nextBoolean() ? 1 : -1;
        }
        sum += along(estimator, x, time, direction, step);
      }
      return sum / probes;
    };
  }

  /** v' J v. */
  private static double along(
      CleanEstimator estimator, double[] x, double time, double[] direction, double step) {
    double[] above = x.clone();
    double[] below = x.clone();
    for (int i = 0; i < x.length; i++) {
      above[i] += step * direction[i];
      below[i] -= step * direction[i];
    }
    double[] high = estimator.estimate(above, time);
    double[] low = estimator.estimate(below, time);
    double product = 0;
    for (int i = 0; i < x.length; i++) {
      product += direction[i] * (high[i] - low[i]);
    }
    return product / (2 * step);
  }
}
