package dev.fairway.diffusion.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {

  private static final int ROWS = 40_000;

  /** Independent normal columns. */
  private static double[][] normal(double[] means, double[] deviations, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[ROWS][means.length];
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = means[i] + deviations[i] * random.nextGaussian();
      }
    }
    return rows;
  }

  @Test
  void theSameSampleIsNoDistanceApart() {
    double[][] rows = normal(new double[] {1, 2, 3}, new double[] {1, 2, 0.1}, 1);
    assertThat(FrechetDistance.between(rows, rows)).isCloseTo(0, within(1e-6));
  }

  /** With covariances that commute it is |m1 - m2|^2 + sum (s1 - s2)^2. */
  @Test
  void ofIndependentColumnsItIsTheDistanceOfMeansAndDeviations() {
    double[][] rows = normal(new double[] {0, 0}, new double[] {1, 2}, 1);
    double[][] other = normal(new double[] {3, -1}, new double[] {1.5, 1}, 2);
    double exact = 9 + 1 + 0.25 + 1;
    assertThat(FrechetDistance.between(rows, other)).isCloseTo(exact, within(0.15));
    assertThat(FrechetDistance.between(other, rows))
        .isCloseTo(FrechetDistance.between(rows, other), within(1e-9));
  }

  /** Turning both samples alike changes nothing: the covariances need not be diagonal. */
  @Test
  void itDoesNotHangOnTheAxes() {
    double[][] rows = normal(new double[] {0, 0}, new double[] {1, 2}, 1);
    double[][] other = normal(new double[] {3, -1}, new double[] {1.5, 1}, 2);
    assertThat(FrechetDistance.between(turned(rows), turned(other)))
        .isCloseTo(FrechetDistance.between(rows, other), within(1e-6));
  }

  private static double[][] turned(double[][] rows) {
    double cos = Math.cos(0.7);
    double sin = Math.sin(0.7);
    double[][] turned = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      turned[r] =
          new double[] {cos * rows[r][0] - sin * rows[r][1], sin * rows[r][0] + cos * rows[r][1]};
    }
    return turned;
  }

  @Test
  void aColumnThatNeverVariesIsNoObstacle() {
    double[][] rows = normal(new double[] {0, 5}, new double[] {1, 0}, 1);
    double[][] other = normal(new double[] {0, 7}, new double[] {1, 0}, 2);
    assertThat(FrechetDistance.between(rows, other)).isCloseTo(4, within(0.01));
  }
}
