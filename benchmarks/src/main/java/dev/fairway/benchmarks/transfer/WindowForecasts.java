package dev.fairway.benchmarks.transfer;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.StgcnForecaster;
import java.util.List;

/** Who says what comes after windows. */
@FunctionalInterface
interface WindowForecasts {

  /**
   * @return {@code [F, H, N]} for each window, packed, in the channels' units
   */
  List<float[]> of(List<ForecastInput> windows);

  static WindowForecasts of(StgcnForecaster forecaster) {
    return windows -> forecaster.forecast(windows).stream().map(Prediction::mean).toList();
  }
}
