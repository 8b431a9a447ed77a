package dev.fairway.cli.evaluate;

import dev.fairway.score.ScoreSummary;

/**
 * How good a forecaster is at one channel and horizon; errors, CRPS and width in the channel's
 * unit.
 *
 * @param horizonMinutes from the issue time to the end of the interval forecast; 0: all horizons
 * @param cells observed values that it was scored on
 * @param mape mean of |error / observed| as a share, observed zeros left out
 * @param coverage share of the observed values within the outermost quantiles
 * @param nominalCoverage what that should be
 */
public record ScoreRow(
    String channel,
    String unit,
    int horizonMinutes,
    String forecaster,
    long cells,
    double mae,
    double rmse,
    double mape,
    double crps,
    double coverage,
    double nominalCoverage,
    double width) {

  static ScoreRow of(
      String channel, String unit, int horizonMinutes, String forecaster, ScoreSummary scores) {
    return new ScoreRow(
        channel,
        unit,
        horizonMinutes,
        forecaster,
        scores.count(),
        scores.mae(),
        scores.rmse(),
        scores.mape(),
        scores.crps(),
        scores.coverage(),
        scores.nominalCoverage(),
        scores.meanWidth());
  }
}
