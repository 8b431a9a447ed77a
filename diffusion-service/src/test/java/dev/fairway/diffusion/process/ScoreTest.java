package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.toy.GaussianToy;
import dev.fairway.diffusion.toy.MixtureToy;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The optimal denoiser gives the score (Vincent 2011). */
class ScoreTest {

  private static final double[] TIMES = {0.05, 0.3, 0.7, 0.99};

  @ParameterizedTest
  @MethodSource("dev.fairway.diffusion.process.NoiseProcessTest#processes")
  void onTheGaussianInClosedForm(NoiseProcess process) {
    GaussianToy toy = GaussianToy.tilted();
    for (double time : TIMES) {
      Level level = process.at(time);
      double[] x = noisy(toy.draw(5, new SplittableRandom(1)), level);
      double[] clean = toy.denoiser(process).estimate(x, time);
      double[] score = toy.score(x, level);
      for (int i = 0; i < x.length; i++) {
        assertThat(level.score(x[i], clean[i]))
            .isCloseTo(score[i], within(1e-6 * (1 + Math.abs(score[i]))));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.fairway.diffusion.process.NoiseProcessTest#processes")
  void onTheMixtureByDifferencesOfItsLogDensity(NoiseProcess process) {
    MixtureToy toy = MixtureToy.plane();
    for (double time : TIMES) {
      Level level = process.at(time);
      double h = 1e-4 * level.noise();
      for (int item = 0; item < 5; item++) {
        double[] x = noisy(toy.draw(1, new SplittableRandom(item)), level);
        double[] clean = toy.denoiser(process).estimate(x, time);
        for (int i = 0; i < 2; i++) {
          double[] above = x.clone();
          double[] below = x.clone();
          above[i] += h;
          below[i] -= h;
          double slope = (toy.logDensity(above, level) - toy.logDensity(below, level)) / (2 * h);
          assertThat(level.score(x[i], clean[i]))
              .isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        }
      }
    }
  }

  private static double[] noisy(double[] clean, Level level) {
    SplittableRandom random = new SplittableRandom(9);
    double[] noisy = new double[clean.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = level.noised(clean[i], random.nextGaussian());
    }
    return noisy;
  }
}
