package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.Posterior;
import dev.fairway.diffusion.process.TimeGrid;
import java.util.random.RandomGenerator;

/**
 * Denoising diffusion implicit models (Song, Meng and Ermon 2021, equation 12), for any process:
 * {@code x_j = a_j x0 + sqrt(s_j^2 - q^2) epsilon + q z}, where q is eta times the posterior's
 * deviation. eta = 1 draws what the ancestral sampler draws.
 *
 * <p>At eta = 0 nothing is drawn, and this is Euler's method for the probability-flow ODE dx = x0
 * da + epsilon ds: on the path of flow matching the Euler step along the velocity, for the EDM
 * process the Euler step of Karras et al. (2022).
 *
 * @param eta 0..1
 */
public record DdimSampler(TimeGrid grid, double eta) implements InvertibleSampler {

  public DdimSampler {
    if (!(eta >= 0 && eta <= 1)) {
      throw new IllegalArgumentException("eta " + eta + " is not in [0, 1]");
    }
  }

  @Override
  public double[] sample(CleanEstimator estimator, double[] start, RandomGenerator random) {
    double[] x = start.clone();
    for (int k = 0; k < grid.last(); k++) {
      double[] clean = estimator.estimate(x, grid.time(k));
      step(x, clean, grid.level(k), grid.level(k + 1), random);
    }
    return estimator.estimate(x, grid.time(grid.last()));
  }

  private void step(double[] x, double[] clean, Level from, Level to, RandomGenerator random) {
    double fresh = eta == 0 ? 0 : eta * Math.sqrt(Posterior.between(to, from).variance());
    double kept = Math.sqrt(Math.max(0, to.noise() * to.noise() - fresh * fresh));
    for (int i = 0; i < x.length; i++) {
      double drawn = fresh == 0 ? 0 : fresh * random.nextGaussian();
      x[i] = to.signal() * clean[i] + kept * from.epsilon(x[i], clean[i]) + drawn;
    }
  }

  /**
   * The steps of eta = 0 upward. As usual (Song, Meng and Ermon 2021, section 5.4) each step asks
   * about the x it comes from, at the level it goes to: about the data there is nothing to ask.
   */
  @Override
  public double[] invert(CleanEstimator estimator, double[] data) {
    double[] x = data.clone();
    Level from = new Level(1, 0);
    for (int k = grid.last(); k >= 0; k--) {
      Level to = grid.level(k);
      double[] clean = estimator.estimate(x, grid.time(k));
      for (int i = 0; i < x.length; i++) {
        double epsilon = to.epsilon(x[i], clean[i]);
        x[i] += (to.signal() - from.signal()) * clean[i] + (to.noise() - from.noise()) * epsilon;
      }
      from = to;
    }
    return x;
  }
}
