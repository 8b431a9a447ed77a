package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.process.Transition;
import java.util.random.RandomGenerator;

/**
 * Heun's method for the probability-flow ODE (Karras et al. 2022, algorithm 1), for any process,
 * optionally with their churn (algorithm 2): before each step some noise is added, which lets later
 * steps correct errors of earlier ones. 2 n - 1 evaluations for a grid of n times.
 *
 * @param churn S_churn, shared out among the steps: sigma = s / a grows by min(churn / n, sqrt(2) -
 *     1) of itself; never beyond time 1, which the paper allows. 0: nothing is drawn
 */
public record HeunSampler(TimeGrid grid, double churn) implements InvertibleSampler {

  private static final double MOST_GROWTH = Math.sqrt(2) - 1;

  public HeunSampler {
    if (!(churn >= 0)) {
      throw new IllegalArgumentException("Churn " + churn + " is negative");
    }
  }

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    HeunStep step = new HeunStep(estimator, grid.process());
    double[] x = start.clone();
    for (int k = 0; k < grid.last(); k++) {
      double from = churned(grid.time(k));
      stir(x, grid.level(k), grid.process().at(from), random);
      x = step.move(x, from, grid.time(k + 1));
    }
    return estimator.estimate(x, grid.time(grid.last()));
  }

  /** Without churn. From the data to the first level it is the Euler step of DDIM. */
  @Override
  public double[] invert(CleanEstimator estimator, double[] data) {
    TimeGrid first = new TimeGrid(grid.process(), new double[] {grid.time(grid.last())});
    double[] x = new DdimSampler(first, 0).invert(estimator, data);
    HeunStep step = new HeunStep(estimator, grid.process());
    for (int k = grid.last(); k >= 1; k--) {
      x = step.move(x, grid.time(k), grid.time(k - 1));
    }
    return x;
  }

  private double churned(double time) {
    if (churn == 0) {
      return time;
    }
    NoiseProcess process = grid.process();
    double growth = Math.min(churn / grid.steps(), MOST_GROWTH);
    double wanted = process.at(time).logRatio() - Math.log1p(growth);
    return wanted <= process.at(1).logRatio() ? 1 : process.timeOf(wanted);
  }

  private static void stir(double[] x, Level from, Level to, RandomGenerator random) {
    Transition transition = Transition.between(from, to);
    double deviation = Math.sqrt(transition.variance());
    for (int i = 0; i < x.length && deviation > 0; i++) {
      x[i] = transition.scale() * x[i] + deviation * random.nextGaussian();
    }
  }
}
