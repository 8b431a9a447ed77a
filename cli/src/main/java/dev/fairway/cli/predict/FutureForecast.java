package dev.fairway.cli.predict;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.Prediction;
import dev.fairway.forecast.baseline.FilledWindow;
import dev.fairway.forecast.baseline.SeasonalFiller;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.network.Site;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a model expects after the last window before a time.
 *
 * @param model id of what made it
 * @param filled the window as the model saw it: its holes filled by what was usual until then
 */
public record FutureForecast(
    MeasuredNetwork measured,
    Instant issueTime,
    String model,
    FilledWindow filled,
    Prediction prediction) {

  /**
   * One cell of the future.
   *
   * @param horizon intervals ahead, from 1
   * @param targetTime start of the interval
   * @param quantiles one for each level
   */
  public record Row(
      String site,
      String channel,
      String unit,
      int horizon,
      Instant targetTime,
      double mean,
      double[] quantiles) {}

  /**
   * @param at issue time: nothing from it on is looked at
   * @param features an encoder's, where the model takes them
   * @throws IllegalArgumentException if the series has no whole window before it, or the features
   *     are of other windows
   */
  public static FutureForecast of(
      TrafficSeries series,
      Instant at,
      int inputSteps,
      Forecaster forecaster,
      Optional<NodeFeatures> features) {
    features.ifPresent(its -> its.requireSteps(inputSteps));
    int end = series.stepAt(at);
    if (end < inputSteps || end > series.steps()) {
      throw new IllegalArgumentException(
          "--at %s: %s lets a window of %d intervals end from %s to %s"
              .formatted(
                  at, series, inputSteps, series.time(inputSteps), series.time(series.steps())));
    }
    TrafficWindow window = series.window(end - inputSteps, inputSteps);
    FilledWindow filled =
        new SeasonalFiller(series.measured())
            .fill(window, SeasonalProfile.of(series.slice(0, end)));
    Prediction prediction =
        forecaster.forecast(
            new ForecastInput(
                window, filled.values(), features.map(its -> its.of(end - inputSteps))));
    return new FutureForecast(series.measured(), window.end(), forecaster.id(), filled, prediction);
  }

  /** By site, channel and horizon. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    int[] targets = measured.forecastChannels();
    List<Site> sites = measured.network().sites();
    for (int site = 0; site < sites.size(); site++) {
      for (int target = 0; target < targets.length; target++) {
        Channel channel = measured.channels().get(targets[target]);
        for (int step = 0; step < prediction.steps(); step++) {
          double[] quantiles = new double[prediction.levels().length];
          for (int level = 0; level < quantiles.length; level++) {
            quantiles[level] = prediction.quantile(level, target, step, site);
          }
          rows.add(
              new Row(
                  sites.get(site).id(),
                  channel.name(),
                  channel.unit(),
                  step + 1,
                  issueTime.plus(measured.interval().multipliedBy(step)),
                  prediction.mean(target, step, site),
                  quantiles));
        }
      }
    }
    return rows;
  }

  /** As a column of quantiles is named: q0.05. */
  static String quantileColumn(double level) {
    return "q" + level;
  }
}
