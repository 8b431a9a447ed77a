package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseSchedule;
import java.util.random.RandomGenerator;

/**
 * Denoising diffusion implicit models (Song, Meng and Ermon 2021, equation 12): from step k to an
 * earlier step j, not only the next one.
 *
 * <p>{@code x_j = a_j x0 + sqrt(s_j^2 - q^2) epsilon + q z} with {@code q = eta s_j / s_k sqrt(1 -
 * abar_k / abar_j)}. At eta = 0 nothing is drawn; eta = 1 over every step is the ancestral sampler.
 *
 * @param evaluations number of steps taken, 1..K, evenly spaced from K down
 * @param eta 0..1
 */
public record DdimSampler(NoiseSchedule schedule, int evaluations, double eta) implements Sampler {

  public DdimSampler {
    if (evaluations < 1 || evaluations > schedule.steps()) {
      throw new IllegalArgumentException(
          evaluations + " evaluations are not in 1.." + schedule.steps());
    }
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta " + eta + " is not in [0, 1]");
    }
  }

  @Override
  public float[] sample(CleanEstimator estimator, float[] start, RandomGenerator random) {
    float[] x = start.clone();
    for (int i = evaluations; i >= 1; i--) {
      int k = step(i);
      step(x, estimator.estimate(x, k), schedule.level(k), schedule.level(step(i - 1)), random);
    }
    return x;
  }

  private int step(int i) {
    return (int) Math.round(schedule.steps() * (double) i / evaluations);
  }

  private void step(float[] x, float[] clean, Level from, Level to, RandomGenerator random) {
    double fresh = eta * to.noise() / from.noise() * Math.sqrt(1 - from.alphaBar() / to.alphaBar());
    double kept = Math.sqrt(Math.max(0, to.noise() * to.noise() - fresh * fresh));
    for (int i = 0; i < x.length; i++) {
      double epsilon = (x[i] - from.signal() * clean[i]) / from.noise();
      double drawn = fresh == 0 ? 0 : fresh * random.nextGaussian();
      x[i] = (float) (to.signal() * clean[i] + kept * epsilon + drawn);
    }
  }
}
