package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.Posterior;
import java.util.random.RandomGenerator;

/**
 * Every step of the reverse chain, k = K..1, with the posterior's variance (Ho, Jain and Abbeel
 * 2020, algorithm 2). K evaluations: the reference for quality.
 */
public record AncestralSampler(NoiseSchedule schedule) implements Sampler {

  @Override
  public float[] sample(CleanEstimator estimator, float[] start, RandomGenerator random) {
    float[] x = start.clone();
    for (int k = schedule.steps(); k >= 1; k--) {
      float[] clean = estimator.estimate(x, k);
      Posterior posterior = Posterior.at(schedule, k);
      double deviation = Math.sqrt(posterior.variance());
      for (int i = 0; i < x.length; i++) {
        double noise = deviation == 0 ? 0 : deviation * random.nextGaussian();
        x[i] = (float) (posterior.mean(x[i], clean[i]) + noise);
      }
    }
    return x;
  }
}
