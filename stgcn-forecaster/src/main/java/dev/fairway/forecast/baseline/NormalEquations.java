package dev.fairway.forecast.baseline;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * Ridge regression of several outputs on the same inputs (Hoerl and Kennard 1970), in closed form:
 *
 * <pre>w = (X'X + n k I)^-1 X'y</pre>
 *
 * over the n rows in which the output was observed. The penalty k is per row, so that it means the
 * same whatever the length of the data; the first input is the constant 1 and is not penalised.
 *
 * <p>X'X is summed once for all outputs. Of an output that is missing in some rows, what these rows
 * brought is taken off again.
 */
public final class NormalEquations {

  private final int inputs;
  private final double[][] gram;
  private final double[][] products;
  private final double[][][] missing;
  private final int[] rows;

  public NormalEquations(int inputs, int outputs) {
    this.inputs = inputs;
    this.gram = new double[inputs][inputs];
    this.products = new double[outputs][inputs];
    this.missing = new double[outputs][][];
    this.rows = new int[outputs];
  }

  /**
   * @param x one for each input; the first is 1
   * @param y one for each output; NaN: missing
   */
  public void add(double[] x, double[] y) {
    addProduct(gram, x);
    for (int output = 0; output < y.length; output++) {
      if (Double.isNaN(y[output])) {
        if (missing[output] == null) {
          missing[output] = new double[inputs][inputs];
        }
        addProduct(missing[output], x);
      } else {
        rows[output]++;
        for (int i = 0; i < inputs; i++) {
          products[output][i] += x[i] * y[output];
        }
      }
    }
  }

  /**
   * @param penalty k, above 0, in squared units of the inputs
   * @return {@code [outputs, inputs]}; all 0 for an output without a row
   */
  public double[][] solve(double penalty) {
    if (!(penalty > 0)) {
      throw new IllegalArgumentException("Penalty " + penalty + " is not above 0");
    }
    double[][] weights = new double[products.length][];
    CholeskyDecomposition complete = null;
    for (int output = 0; output < weights.length; output++) {
      if (rows[output] == 0) {
        weights[output] = new double[inputs];
        continue;
      }
      CholeskyDecomposition factors;
      if (missing[output] != null) {
        factors = factors(output, penalty);
      } else {
        complete = complete == null ? factors(output, penalty) : complete;
        factors = complete;
      }
      weights[output] =
          factors.getSolver().solve(new ArrayRealVector(products[output], false)).toArray();
    }
    return weights;
  }

  private CholeskyDecomposition factors(int output, double penalty) {
    RealMatrix matrix = new Array2DRowRealMatrix(inputs, inputs);
    for (int i = 0; i < inputs; i++) {
      for (int j = i; j < inputs; j++) {
        double left = missing[output] == null ? 0 : missing[output][i][j];
        double value = gram[i][j] - left + (i == j && i > 0 ? rows[output] * penalty : 0);
        matrix.setEntry(i, j, value);
        matrix.setEntry(j, i, value);
      }
    }
    return new CholeskyDecomposition(matrix);
  }

  /** Adds x x', above the diagonal. */
  private static void addProduct(double[][] to, double[] x) {
    for (int i = 0; i < x.length; i++) {
      double xi = x[i];
      if (xi != 0) {
        double[] row = to[i];
        for (int j = i; j < x.length; j++) {
          row[j] += xi * x[j];
        }
      }
    }
  }
}
