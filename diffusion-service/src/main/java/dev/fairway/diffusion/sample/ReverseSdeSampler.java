package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.Sde;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.random.RandomGenerator;

/**
 * The Euler-Maruyama method for the reverse-time SDE dx = (f x - g^2 score) dt + g dw, dt &lt; 0
 * (Anderson 1982; Song et al. 2021, equation 6). First order: it wants hundreds of steps.
 *
 * @param grid with finite f and g at every time: not the path of flow matching from time 1
 */
public record ReverseSdeSampler(TimeGrid grid) implements Sampler {

  public ReverseSdeSampler {
    for (double time : grid.times()) {
      if (!Double.isFinite(grid.process().sde(time).drift())) {
        throw new IllegalArgumentException(
            grid.process() + " has no finite drift at time " + time + ": there is no signal");
      }
    }
  }

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    double[] x = start.clone();
    for (int k = 0; k < grid.last(); k++) {
      double[] clean = estimator.estimate(x, grid.time(k));
      Level level = grid.level(k);
      Sde sde = grid.process().sde(grid.time(k));
      double span = grid.time(k) - grid.time(k + 1);
      double variance = sde.diffusion() * sde.diffusion() * span;
      double deviation = Math.sqrt(variance);
      for (int i = 0; i < x.length; i++) {
        double drawn = deviation * random.nextGaussian();
        x[i] += variance * level.score(x[i], clean[i]) - sde.drift() * span * x[i] + drawn;
      }
    }
    return estimator.estimate(x, grid.time(grid.last()));
  }
}
