package dev.fairway.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class QuantileTrackerTest {

  private static final int LEVELS = QuantileTracker.levels().length;

  @Test
  void coverageOfNormalResidualsIsNominal() {
    assertNominal(random -> 3 * random.nextGaussian());
  }

  @Test
  void coverageOfSkewedAndBiasedResidualsIsNominal() {
    assertNominal(random -> 5 - Math.log(1 - random.nextDouble()));
  }

  @Test
  void coverageIsRegainedAfterTheNoiseGrowsTenfold() {
    QuantileTracker tracker = new QuantileTracker(1, 1, 1);
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      tracker.update(0, 0, 0, (float) random.nextGaussian());
    }
    for (int i = 0; i < 2000; i++) {
      tracker.update(0, 0, 0, (float) (10 * random.nextGaussian()));
    }
    double[] below = shareBelow(tracker, r -> 10 * r.nextGaussian(), random);
    assertThat(below[LEVELS - 1] - below[0]).isEqualTo(0.9, within(0.03));
  }

  @Test
  void quantilesScaleWithTheUnit() {
    QuantileTracker metres = new QuantileTracker(1, 1, 1);
    QuantileTracker kilometres = new QuantileTracker(1, 1, 1);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      float residual = (float) random.nextGaussian();
      metres.update(0, 0, 0, residual * 1024);
      kilometres.update(0, 0, 0, residual);
    }
    for (int level = 0; level < LEVELS; level++) {
      double small = kilometres.quantile(0, 0, 0, level, 0.5);
      assertThat(metres.quantile(0, 0, 0, level, 512)).isEqualTo(1024 * small, within(1e-3));
    }
  }

  @Test
  void quantilesNeverCross() {
    QuantileTracker tracker = new QuantileTracker(1, 1, 1);
    Random random = new Random(4);
    for (int i = 0; i < 5000; i++) {
      tracker.update(0, 0, 0, (float) Math.pow(random.nextGaussian(), 5));
      for (int level = 1; level < LEVELS; level++) {
        assertThat(tracker.quantile(0, 0, 0, level, 1))
            .as("update %d, level %d", i, level)
            .isGreaterThanOrEqualTo(tracker.quantile(0, 0, 0, level - 1, 1));
      }
    }
  }

  @Test
  void beforeAnyResidualThePriorSpeaksAndCellsAreApart() {
    QuantileTracker tracker = new QuantileTracker(2, 3, 4);
    for (int i = 0; i < 100; i++) {
      tracker.update(1, 2, 3, 50);
    }
    // Of a normal with mean absolute deviation 1, i.e. standard deviation sqrt(pi / 2).
    assertThat(tracker.quantile(0, 2, 3, LEVELS - 1, 1))
        .isEqualTo(1.6449 * Math.sqrt(Math.PI / 2), within(1e-3));
    assertThat(tracker.quantile(1, 2, 3, 2, 1)).isGreaterThan(25);
  }

  private static void assertNominal(ToDoubleFunction<Random> residuals) {
    QuantileTracker tracker = new QuantileTracker(1, 1, 1);
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      tracker.update(0, 0, 0, (float) residuals.applyAsDouble(random));
    }
    // The quantiles still move by their last step: what is nominal is their average.
    double[] below = new double[LEVELS];
    for (int block = 0; block < 100; block++) {
      double[] share = shareBelow(tracker, residuals, random);
      for (int level = 0; level < LEVELS; level++) {
        below[level] += share[level] / 100;
      }
      for (int i = 0; i < 50; i++) {
        tracker.update(0, 0, 0, (float) residuals.applyAsDouble(random));
      }
    }
    for (int level = 0; level < LEVELS; level++) {
      assertThat(below[level])
          .as("share below the quantile of level %s", QuantileTracker.levels()[level])
          .isEqualTo(QuantileTracker.levels()[level], within(0.015));
    }
  }

  private static double[] shareBelow(
      QuantileTracker tracker, ToDoubleFunction<Random> residuals, Random random) {
    double[] below = new double[LEVELS];
    int trials = 2000;
    for (int i = 0; i < trials; i++) {
      double residual = residuals.applyAsDouble(random);
      for (int level = 0; level < LEVELS; level++) {
        if (residual < tracker.quantile(0, 0, 0, level, 0)) {
          below[level] += 1.0 / trials;
        }
      }
    }
    return below;
  }
}
