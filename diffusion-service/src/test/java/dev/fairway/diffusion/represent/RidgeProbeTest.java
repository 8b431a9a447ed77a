package dev.fairway.diffusion.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.represent.RidgeProbe.Row;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class RidgeProbeTest {

  private static final double TINY = 1e-10;
  private static final double PENALTY = 0.3;

  /** Of two inputs, on scales apart, and two outputs that are a linear map of them, and noise. */
  private static List<Row> rows(long seed, int count, double noise) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              double a = 5 + random.nextGaussian();
              double b = 100 * random.nextGaussian();
              return new Row(
                  new double[] {a, b},
                  new double[] {
                    1 + 2 * a - 0.03 * b + noise * random.nextGaussian(),
                    -4 + 0.01 * b + noise * random.nextGaussian()
                  });
            })
        .toList();
  }

  private static List<Row> mapped(List<Row> rows, UnaryOperator<double[]> inputs) {
    return rows.stream().map(row -> new Row(inputs.apply(row.inputs()), row.outputs())).toList();
  }

  @Test
  void recoversALinearMap() {
    RidgeProbe probe = RidgeProbe.fit(rows(1, 200, 0), TINY);
    assertThat(probe.error(rows(2, 50, 0))).isLessThan(1e-6);
  }

  @Test
  void outputsThatWereNotObservedNeitherTeachNorCount() {
    List<Row> known = rows(1, 200, 0.1);
    List<Row> holed =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? known.get(i)
                        : new Row(known.get(i).inputs(), new double[] {Double.NaN, Double.NaN}))
            .toList();
    List<Row> observed = IntStream.range(0, 100).mapToObj(i -> known.get(2 * i)).toList();
    RidgeProbe probe = RidgeProbe.fit(known, PENALTY);
    assertThat(probe.error(holed)).isCloseTo(probe.error(observed), within(1e-12));
    // Of half of them as good a map, though inputs are standardised over all rows.
    assertThat(RidgeProbe.fit(holed, TINY).error(known))
        .isCloseTo(RidgeProbe.fit(observed, TINY).error(known), within(1e-6));
  }

  /** w = (Z'Z + n k I)^-1 Z'y of the standardised inputs Z, by another solver. */
  @Test
  void errsAsTheClosedFormDoes() {
    List<Row> rows = rows(1, 40, 0.5);
    int n = rows.size();
    double[] means = new double[2];
    double[] deviations = new double[2];
    for (int i = 0; i < 2; i++) {
      int input = i;
      means[i] = rows.stream().mapToDouble(r -> r.inputs()[input]).average().orElseThrow();
      deviations[i] =
          Math.sqrt(
              rows.stream()
                  .mapToDouble(r -> Math.pow(r.inputs()[input] - means[input], 2))
                  .average()
                  .orElseThrow());
    }
    RealMatrix z = new Array2DRowRealMatrix(n, 3);
    RealMatrix y = new Array2DRowRealMatrix(n, 2);
    for (int r = 0; r < n; r++) {
      z.setEntry(r, 0, 1);
      for (int i = 0; i < 2; i++) {
        z.setEntry(r, 1 + i, (rows.get(r).inputs()[i] - means[i]) / deviations[i]);
      }
      y.setRow(r, rows.get(r).outputs());
    }
    RealMatrix penalty =
        MatrixUtils.createRealDiagonalMatrix(new double[] {0, n * PENALTY, n * PENALTY});
    RealMatrix w =
        new LUDecomposition(z.transpose().multiply(z).add(penalty))
            .getSolver()
            .solve(z.transpose().multiply(y));
    RealMatrix apart = z.multiply(w).subtract(y);
    double sum = 0;
    for (double[] row : apart.getData()) {
      sum += Math.abs(row[0]) + Math.abs(row[1]);
    }
    assertThat(RidgeProbe.fit(rows, PENALTY).error(rows)).isCloseTo(sum / (2 * n), within(1e-6));
  }

  /** Units and zero points of the inputs are nobody's business. */
  @Test
  void scaleAndOriginOfAnInputDoNotMatter() {
    UnaryOperator<double[]> other = x -> new double[] {1000 * x[0] - 7, 3 - x[1] / 50};
    double error = RidgeProbe.fit(rows(1, 100, 0.5), PENALTY).error(rows(2, 100, 0.5));
    assertThat(
            RidgeProbe.fit(mapped(rows(1, 100, 0.5), other), PENALTY)
                .error(mapped(rows(2, 100, 0.5), other)))
        .isCloseTo(error, within(1e-9));
  }

  @Test
  void aConstantInputSaysNothing() {
    UnaryOperator<double[]> other = x -> new double[] {x[0], x[1], 42};
    double error = RidgeProbe.fit(rows(1, 100, 0.5), PENALTY).error(rows(2, 100, 0.5));
    assertThat(
            RidgeProbe.fit(mapped(rows(1, 100, 0.5), other), PENALTY)
                .error(mapped(rows(2, 100, 0.5), other)))
        .isCloseTo(error, within(1e-9));
  }

  /** The error is taken on other rows, so that an input at random gains nothing by being fitted. */
  @Test
  void anInputAtRandomDoesNotHelp() {
    Random random = new Random(9);
    UnaryOperator<double[]> more = x -> new double[] {x[0], x[1], random.nextGaussian()};
    double error = RidgeProbe.fit(rows(1, 500, 0.5), TINY).error(rows(2, 500, 0.5));
    double withNoise =
        RidgeProbe.fit(mapped(rows(1, 500, 0.5), more), TINY)
            .error(mapped(rows(2, 500, 0.5), more));
    assertThat(withNoise).isCloseTo(error, within(0.01 * error));
  }
}
