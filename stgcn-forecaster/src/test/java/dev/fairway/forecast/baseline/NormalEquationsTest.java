package dev.fairway.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.junit.jupiter.api.Test;

class NormalEquationsTest {

  private static final int ROWS = 60;
  private static final double PENALTY = 0.3;

  /** One centred input: the slope is Sxy / (Sxx + n k), the constant the mean. */
  @Test
  void oneInputByHand() {
    NormalEquations equations = new NormalEquations(2, 1);
    equations.add(new double[] {1, -1}, new double[] {4});
    equations.add(new double[] {1, 0}, new double[] {5});
    equations.add(new double[] {1, 1}, new double[] {9});
    double[] weights = equations.solve(0.5)[0];
    assertThat(weights[0]).isEqualTo(6, within(1e-12));
    assertThat(weights[1]).isEqualTo(5 / (2 + 3 * 0.5), within(1e-12));
  }

  /** The same as least squares with sqrt(n k) I below X and zeros below y, by QR. */
  @Test
  void equalsAugmentedLeastSquaresWithAndWithoutHoles() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] x = new double[ROWS][4];
    double[][] y = new double[ROWS][2];
    NormalEquations equations = new NormalEquations(4, 2);
    for (int row = 0; row < ROWS; row++) {
      x[row] = new double[] {1, random.nextDouble(), random.nextDouble(-2, 2), random.nextDouble()};
      y[row][0] = 3 + x[row][2] + random.nextDouble();
      y[row][1] = row % 3 == 0 ? Double.NaN : random.nextDouble();
      equations.add(x[row], y[row]);
    }
    double[][] weights = equations.solve(PENALTY);
    for (int output = 0; output < 2; output++) {
      double[] expected = augmented(x, y, output);
      for (int i = 0; i < expected.length; i++) {
        assertThat(weights[output][i]).isEqualTo(expected[i], within(1e-9));
      }
    }
  }

  private static double[] augmented(double[][] x, double[][] y, int output) {
    int n = 0;
    for (double[] row : y) {
      n += Double.isNaN(row[output]) ? 0 : 1;
    }
    double[][] a = new double[n + 3][4];
    double[] b = new double[n + 3];
    int next = 0;
    for (int row = 0; row < x.length; row++) {
      if (!Double.isNaN(y[row][output])) {
        a[next] = x[row];
        b[next++] = y[row][output];
      }
    }
    for (int i = 1; i < 4; i++) {
      a[next++][i] = Math.sqrt(n * PENALTY);
    }
    return new QRDecomposition(new Array2DRowRealMatrix(a))
        .getSolver()
        .solve(new ArrayRealVector(b))
        .toArray();
  }

  @Test
  void anOutputWithoutARowIsNothing() {
    NormalEquations equations = new NormalEquations(2, 1);
    equations.add(new double[] {1, 2}, new double[] {Double.NaN});
    assertThat(equations.solve(1)[0]).containsExactly(0, 0);
  }
}
