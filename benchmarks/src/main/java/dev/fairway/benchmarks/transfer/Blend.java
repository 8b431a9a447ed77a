package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The mean of two forecasts, weighed for each channel and horizon (Bates and Granger 1969).
 *
 * @param share of the second, {@code [F, H]}, packed, in [0, 1]
 */
record Blend(WindowForecasts first, WindowForecasts second, double[] share)
    implements WindowForecasts {

  /** Shares that are tried: tenths. */
  private static final int TENTHS = 10;

  /**
   * The shares of the least mean absolute error.
   *
   * @param part that chooses: neither of the two may have learned from it, and it must not be what
   *     is scored
   * @param targets the channels that are forecast
   */
  static Blend fit(
      WindowForecasts first,
      WindowForecasts second,
      ScoredWindows windows,
      Part part,
      int[] targets) {
    int horizon = windows.config().horizon();
    double[][] errors = new double[targets.length * horizon][TENTHS + 1];
    windows.each(
        part,
        (inputs, truths) -> {
          List<float[]> one = first.of(inputs);
          List<float[]> two = second.of(inputs);
          for (int i = 0; i < truths.size(); i++) {
            add(errors, one.get(i), two.get(i), truths.get(i), targets);
          }
        });
    return new Blend(
        first,
        second,
        IntStream.range(0, errors.length)
            .mapToDouble(row -> least(errors[row]) / (double) TENTHS)
            .toArray());
  }

  private static void add(
      double[][] errors, float[] one, float[] two, TrafficWindow truth, int[] targets) {
    int sites = truth.sites();
    for (int row = 0; row < errors.length; row++) {
      int steps = truth.steps();
      for (int site = 0; site < sites; site++) {
        int cell = truth.cell(targets[row / steps], row % steps, site);
        if (truth.observed()[cell]) {
          for (int tenth = 0; tenth <= TENTHS; tenth++) {
            double said = mixed(one[row * sites + site], two[row * sites + site], tenth / 10.0);
            errors[row][tenth] += Math.abs(said - truth.values()[cell]);
          }
        }
      }
    }
  }

  /** Of equals the first: the forecast alone. */
  private static int least(double[] errors) {
    return IntStream.rangeClosed(0, TENTHS)
        .reduce(0, (best, next) -> errors[next] < errors[best] ? next : best);
  }

  private static double mixed(double one, double two, double share) {
    return one + share * (two - one);
  }

  @Override
  public List<float[]> of(List<ForecastInput> windows) {
    List<float[]> one = first.of(windows);
    List<float[]> two = second.of(windows);
    List<float[]> mixed = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      float[] cells = new float[one.get(i).length];
      int sites = cells.length / share.length;
      for (int cell = 0; cell < cells.length; cell++) {
        cells[cell] = (float) mixed(one.get(i)[cell], two.get(i)[cell], share[cell / sites]);
      }
      mixed.add(cells);
    }
    return mixed;
  }

  /** The mean share, for the record of what was chosen. */
  double meanShare() {
    return IntStream.range(0, share.length).mapToDouble(row -> share[row]).average().orElse(0);
  }
}
