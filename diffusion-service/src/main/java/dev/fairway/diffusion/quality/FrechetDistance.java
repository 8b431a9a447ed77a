package dev.fairway.diffusion.quality;

import java.util.stream.DoubleStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/**
 * Fréchet distance of two samples taken as normal distributions (Dowson and Landau 1982; Heusel et
 * al. 2017): |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2)), where tr (S1 S2)^(1/2) = tr (S1^(1/2) S2
 * S1^(1/2))^(1/2), which is of a symmetric matrix.
 */
final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * @param first rows of D numbers; {@code second} alike, of any number of rows above 1
   * @return in the square of the numbers' unit
   */
  static double between(double[][] first, double[][] second) {
    double[] mean = mean(first);
    double[] otherMean = mean(second);
    double apart = 0;
    for (int i = 0; i < mean.length; i++) {
      apart += (mean[i] - otherMean[i]) * (mean[i] - otherMean[i]);
    }
    RealMatrix covariance = covariance(first, mean);
    RealMatrix other = covariance(second, otherMean);
    RealMatrix root = root(covariance);
    double common = 0;
    for (double eigenvalue :
        new EigenDecompositionSymmetric(symmetric(root.multiply(other).multiply(root)))
            .getEigenvalues()) {
      common += Math.sqrt(Math.max(0, eigenvalue));
    }
    return Math.max(0, apart + covariance.getTrace() + other.getTrace() - 2 * common);
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }

  private static RealMatrix covariance(double[][] rows, double[] mean) {
    int size = mean.length;
    double[][] sums = new double[size][size];
    double[] away = new double[size];
    for (double[] row : rows) {
      for (int i = 0; i < size; i++) {
        away[i] = row[i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          sums[i][j] += away[i] * away[j];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        sums[i][j] /= rows.length - 1.0;
        sums[j][i] = sums[i][j];
      }
    }
    return new Array2DRowRealMatrix(sums, false);
  }

  /** A feature that never varies has eigenvalue 0, or by rounding a little below. */
  private static RealMatrix root(RealMatrix covariance) {
    EigenDecompositionSymmetric parts = new EigenDecompositionSymmetric(covariance);
    double[] roots =
        DoubleStream.of(parts.getEigenvalues()).map(e -> Math.sqrt(Math.max(0, e))).toArray();
    return parts
        .getV()
        .multiply(MatrixUtils.createRealDiagonalMatrix(roots))
        .multiply(parts.getVT());
  }

  /** Without what rounding made of the symmetry. */
  private static RealMatrix symmetric(RealMatrix matrix) {
    return matrix.add(matrix.transpose()).scalarMultiply(0.5);
  }
}
