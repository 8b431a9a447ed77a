package dev.fairway.forecast;

import dev.fairway.forecast.baseline.BaselineForecaster;
import dev.fairway.forecast.baseline.QuantileTracker;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.util.Optional;
import java.util.SplittableRandom;

/** Scores forecasters on the windows of a part of a series: all of them on the same cells. */
public final class Evaluation {

  private final Examples data;
  private final int[] targets;
  private final int horizon;
  private final int most;

  /**
   * @param inputSteps intervals in
   * @param horizon intervals out
   * @param most at most so many windows, evenly spread
   */
  public Evaluation(
      TrafficSeries series,
      Part part,
      int inputSteps,
      int horizon,
      HoleFiller filler,
      Optional<NodeFeatures> features,
      int most) {
    this.data = new Examples(series, part, inputSteps, horizon, filler, features);
    this.targets = series.measured().forecastChannels();
    this.horizon = horizon;
    this.most = most;
  }

  public ForecastScores of(Forecaster forecaster) {
    return of(forecaster, Disturbance.none(), 0);
  }

  /**
   * Of what is forecast from disturbed windows, against what came after the real ones.
   *
   * @param seed of the disturbances, each a function of it and of the window's place
   */
  public ForecastScores of(Forecaster forecaster, Disturbance disturbance, long seed) {
    ForecastScores scores = new ForecastScores(targets.length, horizon);
    for (int index : data.spread(most)) {
      Example example = data.get(index);
      SplittableRandom chance = new SplittableRandom(seed * 1_000_003 + index);
      scores.add(forecaster.forecast(disturbance.of(example, chance)), example.target(), targets);
    }
    return scores;
  }

  /** The forecast that repeats the last value. */
  public ForecastScores ofLastValue(MeasuredNetwork measured) {
    return of(baseline(measured, new SeasonalProfile(measured)));
  }

  /** The forecast that knows what was usual in a series. */
  public ForecastScores ofSeasonal(TrafficSeries known) {
    return of(baseline(known.measured(), SeasonalProfile.of(known)));
  }

  private Forecaster baseline(MeasuredNetwork measured, SeasonalProfile profile) {
    return new BaselineForecaster(
        measured, profile, new QuantileTracker(targets.length, horizon, measured.network().size()));
  }
}
