package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.tensor.SafeTensors;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResidualCalibrationTest {

  private static final double[] LEVELS = {0.05, 0.5, 0.95};
  private static final int SITES = 4;
  private static final int ROWS = 2;

  /** Residuals of site n are N(1, (n + 1)^2), of the second row twice that. */
  private static ResidualCalibration calibration() {
    ResidualCalibration.Builder builder = new ResidualCalibration.Builder(ROWS, SITES);
    Random random = new Random(1);
    for (int i = 0; i < ResidualCalibration.mostWindows(); i++) {
      for (int cell = 0; cell < ROWS * SITES; cell++) {
        builder.add(cell, residual(random, cell));
      }
    }
    return builder.build(LEVELS);
  }

  private static double residual(Random random, int cell) {
    return (1 + cell / SITES) * (cell % SITES + 1) * random.nextGaussian();
  }

  @Test
  void newResidualsAreCoveredAsPromised() {
    float[] quantiles = calibration().quantiles(new float[ROWS * SITES]);
    Random random = new Random(2);
    int covered = 0;
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      int cell = i % (ROWS * SITES);
      double residual = residual(random, cell);
      if (residual >= quantiles[cell] && residual <= quantiles[2 * ROWS * SITES + cell]) {
        covered++;
      }
    }
    assertThat(covered / (double) draws).isCloseTo(0.9, within(0.02));
  }

  /** 1.645 deviations for the outer levels, at each site its own. */
  @Test
  void sitesHaveTheirOwnWidth() {
    float[] quantiles = calibration().quantiles(new float[ROWS * SITES]);
    for (int cell = 0; cell < ROWS * SITES; cell++) {
      double deviation = (1 + cell / SITES) * (cell % SITES + 1);
      assertThat(quantiles[2 * ROWS * SITES + cell] / deviation).isCloseTo(1.645, within(0.35));
    }
  }

  @Test
  void quantilesRiseAndMoveWithTheMean() {
    float[] mean = {10, 20, 30, 40, 50, 60, 70, 80};
    ResidualCalibration calibration = calibration();
    float[] quantiles = calibration.quantiles(mean);
    float[] around0 = calibration.quantiles(new float[mean.length]);
    for (int cell = 0; cell < mean.length; cell++) {
      assertThat(quantiles[cell]).isLessThan(quantiles[mean.length + cell]);
      assertThat(quantiles[mean.length + cell]).isLessThan(quantiles[2 * mean.length + cell]);
      assertThat(quantiles[cell] - mean[cell]).isCloseTo(around0[cell], within(1e-4f));
    }
  }

  @Test
  void aSiteNeverObservedGetsTheWidthOfTheOthers() {
    ResidualCalibration.Builder builder = new ResidualCalibration.Builder(1, 2);
    for (int i = 0; i < 100; i++) {
      builder.add(0, i % 2 == 0 ? 3 : -3);
    }
    float[] quantiles = builder.build(LEVELS).quantiles(new float[2]);
    assertThat(quantiles[1]).isCloseTo(-3f, within(1e-5f));
    assertThat(quantiles[5]).isCloseTo(3f, within(1e-5f));
  }

  @Test
  void writtenAndReadItIsTheSame() {
    ResidualCalibration one = calibration();
    byte[] bytes = SafeTensors.write(one.tensors());
    ResidualCalibration two = ResidualCalibration.of(SafeTensors.read(bytes), ROWS, SITES, LEVELS);
    float[] mean = {10, 20, 30, 40, 50, 60, 70, 80};
    assertThat(two.quantiles(mean)).isEqualTo(one.quantiles(mean));
    assertThatThrownBy(
            () -> ResidualCalibration.of(SafeTensors.read(bytes), ROWS, SITES + 1, LEVELS))
        .hasMessageContaining("5 sites");
  }
}
