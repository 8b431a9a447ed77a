package dev.fairway.benchmarks.fault;

import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.DdimSampler;
import dev.fairway.diffusion.sample.Sampler;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Part of the way to noise and back (SDEdit, Meng et al. 2022), where every estimate of the clean
 * point is pushed before the next step is taken from it: what comes out is what the denoiser makes
 * of the push.
 *
 * @param origin the point that is noised
 * @param time in (0, 1]: how far
 * @param steps back, of DDIM
 * @param push from an estimate to the one that is gone on with
 */
record PartialPath(
    NoiseProcess process, double[] origin, double time, int steps, UnaryOperator<double[]> push)
    implements Sampler {

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    double[] times = new double[steps];
    for (int step = 0; step < steps; step++) {
      times[step] = time * (steps - step) / steps;
    }
    double[] noised = new double[origin.length];
    for (int i = 0; i < noised.length; i++) {
      noised[i] = process.at(time).noised(origin[i], start[i] / process.priorDeviation());
    }
    return new DdimSampler(new TimeGrid(process, times), 0)
        .sample((noisy, at) -> push.apply(estimator.estimate(noisy, at)), noised, random);
  }
}
