package dev.fairway.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantileLossTest {

  @Test
  void theMediansPinballLossIsHalfTheAbsoluteError() {
    assertThat(QuantileLoss.pinball(0.5, 3, 7)).isEqualTo(2);
    assertThat(QuantileLoss.pinball(0.5, 7, 3)).isEqualTo(2);
  }

  @Test
  void aHighQuantileIsPunishedForLyingBelow() {
    assertThat(QuantileLoss.pinball(0.9, 10, 0)).isCloseTo(9, within(1e-12));
    assertThat(QuantileLoss.pinball(0.9, 0, 10)).isCloseTo(1, within(1e-12));
  }

  @Test
  void mirroringValueAndLevelsLeavesTheScore() {
    double[] levels = {0.1, 0.5, 0.9};
    double score = QuantileLoss.crps(2, levels, new double[] {-1, 0.5, 4});
    double mirrored = QuantileLoss.crps(-2, levels, new double[] {-4, -0.5, 1});
    assertThat(mirrored).isCloseTo(score, within(1e-12));
  }

  @Test
  void crpsOfOnePointIsTheAbsoluteErrorForSymmetricLevels() {
    double[] levels = {0.05, 0.25, 0.5, 0.75, 0.95};
    double[] point = {4, 4, 4, 4, 4};
    assertThat(QuantileLoss.crps(9, levels, point)).isCloseTo(5, within(1e-12));
    assertThat(QuantileLoss.crps(-2, levels, point)).isCloseTo(6, within(1e-12));
    assertThat(QuantileLoss.crps(4, levels, point)).isZero();
  }

  @Test
  void manyLevelsTendToTheCrpsOfTheUniformDistribution() {
    // CRPS of U(0, 1) at y in [0, 1]: y^3 / 3 + (1 - y)^3 / 3.
    int count = 2000;
    double[] levels = IntStream.range(0, count).mapToDouble(i -> (i + 0.5) / count).toArray();
    double[] quantiles = Arrays.copyOf(levels, count);
    for (double y : new double[] {0, 0.2, 0.5, 1}) {
      double expected = (Math.pow(y, 3) + Math.pow(1 - y, 3)) / 3;
      assertThat(QuantileLoss.crps(y, levels, quantiles)).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void refusesLevelsThatAreNone() {
    assertThatThrownBy(() -> QuantileLoss.pinball(1, 0, 0)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> QuantileLoss.pinball(Double.NaN, 0, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> QuantileLoss.crps(0, new double[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QuantileLoss.crps(0, new double[] {0.5}, new double[] {1, 2}))
        .hasMessageContaining("1 quantile levels with 2 quantiles");
    assertThatThrownBy(() -> QuantileLoss.crps(0, new double[] {0.5, 0.5}, new double[] {1, 2}))
        .hasMessageContaining("do not rise");
  }
}
