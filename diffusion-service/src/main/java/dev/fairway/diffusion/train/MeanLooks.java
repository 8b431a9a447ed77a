package dev.fairway.diffusion.train;

import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.MeanSampler;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Any noise with any window, but that some are asked for what {@link MeanSampler} will ask: at the
 * latest time, and shown no noise at all. The answer of least squared error is the mean of what may
 * be. Were it learned from noised items only, a network would have to overlook noise that it is
 * never shown when it is asked.
 *
 * @param noise of which there are no such looks if its target says nothing of the clean item then
 */
record MeanLooks(NoisePlan noise) implements Pairing {

  private static final double SHARE = 0.25;

  @Override
  public Pairs of(WindowItems items, double[] times, RandomGenerator random) {
    Pairs drawn = Pairing.independent(items, times, random);
    if (!noise.tellsMeanAtLatest()) {
      return drawn;
    }
    double latest = noise.latest();
    double[] asked = times.clone();
    double[] epsilon = drawn.coupling().epsilon();
    int numbers = epsilon.length / times.length;
    for (int b = 0; b < asked.length; b++) {
      if (random.nextDouble() < SHARE) {
        asked[b] = latest;
        Arrays.fill(epsilon, b * numbers, (b + 1) * numbers, 0);
      }
    }
    return new Pairs(drawn.coupling(), asked, drawn.counts());
  }

  @Override
  public Pairing judged() {
    return Pairing::independent;
  }
}
