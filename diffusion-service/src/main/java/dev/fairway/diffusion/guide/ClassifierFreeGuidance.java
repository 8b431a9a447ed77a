package dev.fairway.diffusion.guide;

import dev.fairway.diffusion.sample.CleanEstimator;

/**
 * Classifier-free guidance (Ho and Salimans 2022): epsilon = (1 - w) epsilon(nothing) + w
 * epsilon(condition). The weights add up to 1 and x0 is linear in epsilon at a given x, so the same
 * holds for the estimates of x0. (The paper's equation 6 calls w - 1 what is w here.)
 *
 * @param weight w: 0 is the unconditional estimate and 1 the conditional one, bit for bit and at
 *     the price of one evaluation; above 1 the condition is exaggerated
 */
public record ClassifierFreeGuidance(
    CleanEstimator unconditional, CleanEstimator conditional, double weight)
    implements CleanEstimator {

  public ClassifierFreeGuidance {
    if (!(weight >= 0)) {
      throw new IllegalArgumentException("Guidance weight " + weight + " is negative");
    }
  }

  @Override
  public double[] estimate(double[] noisy, double time) {
    if (weight == 0) {
      return unconditional.estimate(noisy, time);
    }
    if (weight == 1) {
      return conditional.estimate(noisy, time);
    }
    double[] without = unconditional.estimate(noisy, time);
    double[] with = conditional.estimate(noisy, time);
    double[] guided = new double[noisy.length];
    for (int i = 0; i < guided.length; i++) {
      guided[i] = (1 - weight) * without[i] + weight * with[i];
    }
    return guided;
  }
}
