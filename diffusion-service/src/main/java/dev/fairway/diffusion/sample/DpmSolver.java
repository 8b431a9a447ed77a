package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.random.RandomGenerator;

/**
 * DPM-Solver++(2M) (Lu et al., DPM-Solver++, 2022, algorithm 2): the probability-flow ODE in lambda
 * = log(a / s), solved exactly but for x0, which is extrapolated from the last two evaluations.
 * Second order at one evaluation a step; nothing is drawn.
 *
 * <p>The first step and the last, to the data, where lambda is infinite, are of first order.
 */
public record DpmSolver(TimeGrid grid) implements Sampler {

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    double[] x = start.clone();
    double[] before = start;
    double stepBefore = Double.POSITIVE_INFINITY;
    for (int k = 0; k < grid.last(); k++) {
      double[] clean = estimator.estimate(x, grid.time(k));
      Level from = grid.level(k);
      Level to = grid.level(k + 1);
      double step = to.logRatio() - from.logRatio();
      // 1 / (2 r) with r = stepBefore / step; none while there is no finite step before.
      double slope = Double.isInfinite(stepBefore) ? 0 : step / (2 * stepBefore);
      double kept = to.noise() / from.noise();
      double gained = -to.signal() * Math.expm1(-step);
      for (int i = 0; i < x.length; i++) {
        double extrapolated = (1 + slope) * clean[i] - slope * before[i];
        x[i] = kept * x[i] + gained * extrapolated;
      }
      before = clean;
      stepBefore = step;
    }
    return estimator.estimate(x, grid.time(grid.last()));
  }
}
