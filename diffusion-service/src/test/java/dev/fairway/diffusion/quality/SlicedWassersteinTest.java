package dev.fairway.diffusion.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {

  private static final SlicedWasserstein DISTANCE = new SlicedWasserstein(256);

  private static double[][] normal(int rows, double mean, double deviation, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[][] numbers = new double[rows][4];
    for (double[] row : numbers) {
      for (int i = 0; i < row.length; i++) {
        row[i] = mean + deviation * random.nextGaussian();
      }
    }
    return numbers;
  }

  @Test
  void theSameRowsInAnotherOrderAreNoDistanceApart() {
    double[][] rows = normal(100, 0, 1, 1);
    double[][] reversed = new double[100][];
    for (int i = 0; i < 100; i++) {
      reversed[i] = rows[99 - i];
    }
    assertThat(DISTANCE.between(rows, reversed, new SplittableRandom(1))).isZero();
  }

  /** Along a direction u the shift is |u . (1, 1, 1, 1)| h, whose mean is h 2 E|u_1|. */
  @Test
  void aShiftIsItsMeanProjection() {
    double meanOfCoordinate = 4 / (3 * Math.PI);
    double[][] rows = normal(500, 0, 1, 1);
    double[][] moved = normal(500, 3, 1, 1);
    assertThat(DISTANCE.between(rows, moved, new SplittableRandom(2)))
        .isCloseTo(3 * 2 * meanOfCoordinate, within(0.12));
  }

  /** Quantile functions of N(0, 1) and N(0, 4) are |z| apart: E|z| = sqrt(2 / pi). */
  @Test
  void ofAStretchItIsTheAreaBetweenTheQuantiles() {
    double[][] narrow = normal(20_000, 0, 1, 1);
    double[][] wide = normal(20_000, 0, 2, 2);
    assertThat(DISTANCE.between(narrow, wide, new SplittableRandom(3)))
        .isCloseTo(Math.sqrt(2 / Math.PI), within(0.03));
  }
}
