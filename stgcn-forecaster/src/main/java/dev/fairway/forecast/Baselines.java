package dev.fairway.forecast;

import dev.fairway.forecast.baseline.BaselineForecaster;
import dev.fairway.forecast.baseline.HistoricalAverage;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.forecast.baseline.RidgeRegression;
import dev.fairway.forecast.baseline.SeasonalNaive;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The forecasters that a model is shown beside, by name: fitted to the training part, with
 * quantiles by split conformal prediction on the validation part, as the model's own are.
 */
public final class Baselines {

  public static final String LAST_VALUE = BaselineForecaster.LAST_VALUE;
  public static final String HISTORICAL_AVERAGE = "historical-average";
  public static final String SEASONAL_NAIVE = "seasonal-naive";

  /** The stream's own baseline, without what it learns online. */
  public static final String SEASONAL = BaselineForecaster.SEASONAL;

  public static final String RIDGE = "ridge";

  @FunctionalInterface
  private interface Fit {
    /**
     * @param training what may be fitted to
     * @param known what may be looked up where it is past: the whole series
     */
    PointForecaster of(TrafficSeries training, TrafficSeries known, int inputSteps, int horizon);
  }

  /** The simplest first. */
  private static final Map<String, Fit> FITS = fits();

  private static Map<String, Fit> fits() {
    Map<String, Fit> fits = new LinkedHashMap<>();
    fits.put(
        LAST_VALUE,
        (training, known, in, out) -> new LastValue(training.measured().forecastChannels(), out));
    fits.put(
        HISTORICAL_AVERAGE, (training, known, in, out) -> new HistoricalAverage(training, out));
    fits.put(
        SEASONAL_NAIVE,
        (training, known, in, out) ->
            new SeasonalNaive(known, out, new HistoricalAverage(training, out)));
    fits.put(SEASONAL, (training, known, in, out) -> seasonal(training, out));
    fits.put(RIDGE, (training, known, in, out) -> new RidgeRegression(training, in, out));
    return fits;
  }

  private static PointForecaster seasonal(TrafficSeries training, int horizon) {
    MeasuredNetwork measured = training.measured();
    BaselineForecaster fading =
        new BaselineForecaster(
            measured,
            SeasonalProfile.of(training),
            new QuantileTracker(
                measured.forecastChannels().length, horizon, measured.network().size()));
    return (observed, filled) ->
        fading.forecast(new ForecastInput(observed, filled, Optional.empty())).mean();
  }

  /** Names of all of them, the simplest first. */
  public static List<String> names() {
    return List.copyOf(FITS.keySet());
  }

  /**
   * @param inputSteps intervals in
   * @param horizon intervals out, at most a day
   * @param filler of the windows that residuals are taken on
   * @return in the order of {@link #names()}
   */
  public static Map<String, Forecaster> fit(
      TrafficSeries series,
      ChronologicalSplit split,
      int inputSteps,
      int horizon,
      HoleFiller filler) {
    TrafficSeries training = split.train().of(series);
    Examples validation =
        new Examples(series, split.validation(), inputSteps, horizon, filler, Optional.empty());
    Map<String, Forecaster> fitted = new LinkedHashMap<>();
    FITS.forEach(
        (name, fit) -> {
          PointForecaster point = fit.of(training, series, inputSteps, horizon);
          ResidualCalibration calibration =
              SplitConformal.calibrate(
                  input -> point.forecast(input.observed(), input.filled()),
                  validation,
                  series.measured(),
                  horizon,
                  QuantileTracker.levels());
          fitted.put(
              name, new CalibratedBaseline(name, point, calibration, series.measured(), horizon));
        });
    return fitted;
  }

  private Baselines() {}
}
