package dev.fairway.forecast;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.function.Function;

/** Calibrates a point forecaster on windows that it was not fitted to. */
final class SplitConformal {

  /**
   * @param mean gives {@code [F, H, N]} of an input
   * @param levels of the quantiles, rising, in (0, 1)
   */
  static ResidualCalibration calibrate(
      Function<ForecastInput, float[]> mean,
      Examples validation,
      MeasuredNetwork measured,
      int horizon,
      double[] levels) {
    int[] targets = measured.forecastChannels();
    int rows = targets.length * horizon;
    int sites = measured.network().size();
    ResidualCalibration.Builder residuals = new ResidualCalibration.Builder(rows, sites);
    for (int index : validation.spread(ResidualCalibration.mostWindows())) {
      float[] forecast = mean.apply(validation.input(index));
      TrafficWindow truth = validation.target(index);
      for (int cell = 0; cell < rows * sites; cell++) {
        int target = cell / sites / horizon;
        int step = cell / sites % horizon;
        int observed = truth.cell(targets[target], step, cell % sites);
        if (truth.observed()[observed]) {
          residuals.add(cell, truth.values()[observed] - forecast[cell]);
        }
      }
    }
    return residuals.build(levels);
  }

  private SplitConformal() {}
}
