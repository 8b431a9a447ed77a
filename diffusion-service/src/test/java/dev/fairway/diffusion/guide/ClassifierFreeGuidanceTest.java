package dev.fairway.diffusion.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoiseProcess;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.HeunSampler;
import dev.fairway.diffusion.toy.MixtureToy;
import dev.fairway.diffusion.toy.Moments;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClassifierFreeGuidanceTest {

  private static final MixtureToy TOY = MixtureToy.plane();
  private static final NoiseProcess PROCESS = EdmProcess.standard();
  private static final int LABEL = 1;
  private static final CleanEstimator FREE = TOY.denoiser(PROCESS);
  private static final CleanEstimator BOUND = TOY.only(LABEL).denoiser(PROCESS);

  @Test
  void weightsZeroAndOneAreTheTwoEstimatesBitForBit() {
    double[] x = {0.3, -1.1, 2, 0.1};
    assertThat(new ClassifierFreeGuidance(FREE, BOUND, 0).estimate(x, 0.5))
        .isEqualTo(FREE.estimate(x, 0.5));
    assertThat(new ClassifierFreeGuidance(FREE, BOUND, 1).estimate(x, 0.5))
        .isEqualTo(BOUND.estimate(x, 0.5));
  }

  /** The score is that of p(x) p(class | x)^w: by differences of the closed-form posterior. */
  @Test
  void itsScoreIsThatOfTheSharpenedPosterior() {
    double weight = 2.5;
    double time = 0.4;
    Level level = PROCESS.at(time);
    double[] x = {0.2, 0.4};
    double[] clean = new ClassifierFreeGuidance(FREE, BOUND, weight).estimate(x, time);
    double h = 1e-5;
    for (int i = 0; i < 2; i++) {
      double[] above = x.clone();
      double[] below = x.clone();
      above[i] += h;
      below[i] -= h;
      double slope = (sharpened(above, level, weight) - sharpened(below, level, weight)) / (2 * h);
      assertThat(level.score(x[i], clean[i])).isCloseTo(slope, within(1e-4));
    }
  }

  private static double sharpened(double[] x, Level level, double weight) {
    return TOY.logDensity(x, level) + weight * Math.log(TOY.posterior(x, level)[LABEL]);
  }

  @Test
  void theConditionIsMetBetterAndTheSpreadShrinksAsTheWeightGrows() {
    double sureBefore = 0;
    double spreadBefore = Double.POSITIVE_INFINITY;
    for (double weight : new double[] {0, 1, 3}) {
      double[] drawn = sample(weight);
      double sure = 0;
      for (int i = 0; i < drawn.length; i += 2) {
        sure += TOY.posterior(Arrays.copyOfRange(drawn, i, i + 2), new Level(1, 0))[LABEL];
      }
      Moments moments = Moments.of(drawn, 2);
      double spread = moments.covariance()[0][0] + moments.covariance()[1][1];
      assertThat(sure / 1000).isGreaterThan(sureBefore);
      assertThat(spread).isLessThan(spreadBefore);
      sureBefore = sure / 1000;
      spreadBefore = spread;
    }
  }

  private static double[] sample(double weight) {
    var random = GaussianNoise.source(3);
    return new HeunSampler(TimeGrid.of(PROCESS, 30), 0)
        .sample(
            new ClassifierFreeGuidance(FREE, BOUND, weight),
            GaussianNoise.start(PROCESS, 2000, random),
            random);
  }

  @Test
  void negativeWeightsAreRefused() {
    assertThatThrownBy(() -> new ClassifierFreeGuidance(FREE, BOUND, -1))
        .hasMessageContaining("-1");
  }
}
