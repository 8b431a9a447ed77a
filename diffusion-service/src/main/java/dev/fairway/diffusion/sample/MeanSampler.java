package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.TimeGrid;
import java.util.random.RandomGenerator;

/**
 * The mean of what may be, in one look: the denoiser's estimate at the latest time, where the noisy
 * cells say next to nothing and its best guess is the mean given the rest (Ho et al. 2020, equation
 * 15). It is shown no noise at all: of any that is drawn, what the denoiser has not yet learned to
 * overlook would be error. Draws nothing, so all samples are the same.
 */
public record MeanSampler(TimeGrid grid) implements Sampler {

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    return estimator.estimate(new double[start.length], grid.time(0));
  }
}
