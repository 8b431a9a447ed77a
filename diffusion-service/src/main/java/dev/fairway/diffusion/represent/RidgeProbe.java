package dev.fairway.diffusion.represent;

import dev.fairway.forecast.baseline.NormalEquations;
import java.util.List;

/**
 * A linear forecast of each site's future from its own window and representation (entry E2 of the
 * evaluation of representations: closed-form ridge). One set of weights serves all sites.
 *
 * <p>Inputs are standardised over the rows that it is fitted to, so that the penalty means the same
 * for each of them.
 */
final class RidgeProbe {

  /** Inputs that vary less than this are constant. */
  private static final double LEAST_DEVIATION = 1e-9;

  private final double[] means;
  private final double[] deviations;
  private final double[][] weights;

  private RidgeProbe(double[] means, double[] deviations, double[][] weights) {
    this.means = means;
    this.deviations = deviations;
    this.weights = weights;
  }

  /** Inputs and outputs of a site at a time; an output that is NaN was not observed. */
  record Row(double[] inputs, double[] outputs) {}

  static RidgeProbe fit(List<Row> rows, double penalty) {
    int inputs = rows.get(0).inputs().length;
    double[] means = new double[inputs];
    double[] deviations = new double[inputs];
    for (Row row : rows) {
      for (int i = 0; i < inputs; i++) {
        means[i] += row.inputs()[i] / rows.size();
      }
    }
    for (Row row : rows) {
      for (int i = 0; i < inputs; i++) {
        double apart = row.inputs()[i] - means[i];
        deviations[i] += apart * apart / rows.size();
      }
    }
    for (int i = 0; i < inputs; i++) {
      deviations[i] = Math.sqrt(deviations[i]);
    }
    NormalEquations equations = new NormalEquations(1 + inputs, rows.get(0).outputs().length);
    for (Row row : rows) {
      equations.add(standardised(row.inputs(), means, deviations), row.outputs());
    }
    return new RidgeProbe(means, deviations, equations.solve(penalty));
  }

  /** Mean absolute error over what was observed. */
  double error(List<Row> rows) {
    double sum = 0;
    long count = 0;
    for (Row row : rows) {
      double[] x = standardised(row.inputs(), means, deviations);
      for (int output = 0; output < weights.length; output++) {
        if (!Double.isNaN(row.outputs()[output])) {
          double said = 0;
          for (int i = 0; i < x.length; i++) {
            said += weights[output][i] * x[i];
          }
          sum += Math.abs(said - row.outputs()[output]);
          count++;
        }
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException("Of " + rows.size() + " rows no output was observed");
    }
    return sum / count;
  }

  private static double[] standardised(double[] inputs, double[] means, double[] deviations) {
    double[] x = new double[1 + inputs.length];
    x[0] = 1;
    for (int i = 0; i < inputs.length; i++) {
      x[1 + i] = deviations[i] < LEAST_DEVIATION ? 0 : (inputs[i] - means[i]) / deviations[i];
    }
    return x;
  }
}
