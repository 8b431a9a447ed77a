package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.diffusion.toy.GaussianToy;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * L_simple on the Gaussian (Ho, Jain and Abbeel 2020): no prediction of epsilon from x has a loss
 * below trace(a^2 S (a^2 S + s^2 I)^-1), and a linear map for each level reaches it.
 */
class DenoisingLossTest {

  private static final int ITEMS = 20_000;
  private static final GaussianToy TOY = GaussianToy.tilted();

  /** Noised items with a constant 1 in front, and their noise. */
  private record Examples(double[][] x, double[][] epsilon) {

    static Examples draw(Level level, RandomGenerator random) {
      double[] clean = TOY.draw(ITEMS, random);
      double[][] x = new double[ITEMS][4];
      double[][] epsilon = new double[ITEMS][3];
      for (int item = 0; item < ITEMS; item++) {
        x[item][0] = 1;
        for (int i = 0; i < 3; i++) {
          epsilon[item][i] = random.nextGaussian();
          x[item][i + 1] = level.noised(clean[3 * item + i], epsilon[item][i]);
        }
      }
      return new Examples(x, epsilon);
    }

    /** Least squares by the normal equations. */
    RealMatrix fit() {
      RealMatrix inputs = new Array2DRowRealMatrix(x, false);
      RealMatrix transposed = inputs.transpose();
      return new LUDecomposition(transposed.multiply(inputs))
          .getSolver()
          .solve(transposed.multiply(new Array2DRowRealMatrix(epsilon, false)));
    }

    double loss(RealMatrix map) {
      RealMatrix errors =
          new Array2DRowRealMatrix(x, false)
              .multiply(map)
              .subtract(new Array2DRowRealMatrix(epsilon, false));
      double norm = errors.getFrobeniusNorm();
      return norm * norm / ITEMS;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.3, 0.5, 0.8})
  void aLinearMapReachesTheBoundAndNothingPassesIt(double time) {
    Level level = VariancePreserving.standard().at(time);
    double bound = level.snr() * TOY.leastError(level);
    SplittableRandom random = new SplittableRandom(4);
    RealMatrix fitted = Examples.draw(level, random).fit();
    Examples fresh = Examples.draw(level, random);
    // The loss is a mean of ITEMS squares whose deviation is about sqrt(2) of their mean.
    double chance = 4 * bound * Math.sqrt(2.0 / ITEMS);
    assertThat(fresh.loss(fitted)).isBetween(bound - chance, 1.02 * bound + chance);
    for (int row = 0; row < 4; row++) {
      RealMatrix other = fitted.copy();
      other.addToEntry(row, row % 3, 0.3);
      assertThat(fresh.loss(other)).isGreaterThan(fresh.loss(fitted));
    }
  }
}
