package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SdeTest {

  private static final int PATHS = 20_000;
  private static final int STEPS = 500;
  private static final double START = 1.5;

  /** Euler-Maruyama from one value: mean a x0 and deviation s within four standard errors. */
  @Test
  void pathsOfTheVpSdeHaveItsMoments() {
    VariancePreserving process = VariancePreserving.standard();
    double end = 0.4;
    double mean = 0;
    double squares = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int p = 0; p < PATHS; p++) {
      double x = START;
      for (int i = 0; i < STEPS; i++) {
        Sde sde = process.sde(end * (i + 0.5) / STEPS);
        double span = end / STEPS;
        x += sde.drift() * x * span + sde.diffusion() * Math.sqrt(span) * random.nextGaussian();
      }
      mean += x / PATHS;
      squares += x * x / PATHS;
    }
    Level level = process.at(end);
    double variance = level.noise() * level.noise();
    // Euler's own bias is of the order of the step: beta^2 span / 2 summed, below 1 %.
    assertThat(mean)
        .isCloseTo(level.signal() * START, within(4 * level.noise() / Math.sqrt(PATHS) + 2e-3));
    assertThat(squares - mean * mean)
        .isCloseTo(variance, within(4 * variance * Math.sqrt(2.0 / PATHS) + 5e-3));
  }

  /**
   * Within 1e-3 of DDPM's chain of 1000 steps in a; in s at most 1.4e-3, at step 30: DDPM's beta_k
   * stands for the left end of its step. Both go to 0 as 1 / K.
   */
  @Test
  void theVpSdeIsTheLimitOfTheLinearSchedule() {
    double[] usual = distance(1000);
    assertThat(usual[0]).isBetween(1e-6, 1e-3);
    assertThat(usual[1]).isBetween(1e-6, 1.4e-3);
    double[] finer = distance(4000);
    assertThat(finer[0] / usual[0]).isCloseTo(0.25, within(0.02));
    assertThat(finer[1] / usual[1]).isCloseTo(0.25, within(0.02));
  }

  /** Largest differences of a and of s over the chain. */
  private static double[] distance(int steps) {
    VariancePreserving continuous = VariancePreserving.standard();
    NoiseSchedule chain = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, steps);
    double[] largest = new double[2];
    for (int k = 0; k <= steps; k++) {
      Level limit = continuous.at(k / (double) steps);
      Level level = chain.level(k);
      largest[0] = Math.max(largest[0], Math.abs(limit.signal() - level.signal()));
      largest[1] = Math.max(largest[1], Math.abs(limit.noise() - level.noise()));
    }
    return largest;
  }

  /** The variance that the VE-SDE pours in from time 0 on is that of its last sigma. */
  @Test
  void theVeSdesIntegratedVarianceIsSigmaSquared() {
    VarianceExploding process = new VarianceExploding(0.01, 50);
    for (double end : new double[] {0.2, 0.6, 1}) {
      // Simpson's rule on g^2.
      int n = 2000;
      double variance = 0.01 * 0.01;
      for (int i = 0; i <= n; i++) {
        double g = process.sde(end * i / n).diffusion();
        double weight = i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2;
        variance += weight * g * g * end / (3 * n);
      }
      double sigma = process.at(end).noise();
      assertThat(variance).isCloseTo(sigma * sigma, within(1e-6 * sigma * sigma));
    }
  }
}
