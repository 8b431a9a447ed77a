package dev.fairway.forecast;

import dev.fairway.score.ScoreSummary;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;

/** Scores of a forecaster for each target channel and horizon, in the channels' units. */
public final class ForecastScores {

  private final ScoreSummary[][] byTargetAndStep;

  ForecastScores(int targets, int steps) {
    byTargetAndStep = new ScoreSummary[targets][steps];
    for (ScoreSummary[] row : byTargetAndStep) {
      Arrays.setAll(row, step -> new ScoreSummary());
    }
  }

  /**
   * Adds the cells that were observed.
   *
   * @param truth all channels of the intervals forecast
   * @param channels positions of the target channels in it
   */
  void add(Prediction prediction, TrafficWindow truth, int[] channels) {
    double[] quantiles = new double[prediction.levels().length];
    for (int target = 0; target < prediction.targets(); target++) {
      for (int step = 0; step < prediction.steps(); step++) {
        for (int site = 0; site < prediction.sites(); site++) {
          int cell = truth.cell(channels[target], step, site);
          if (truth.observed()[cell]) {
            for (int level = 0; level < quantiles.length; level++) {
              quantiles[level] = prediction.quantile(level, target, step, site);
            }
            byTargetAndStep[target][step].add(
                truth.values()[cell],
                prediction.mean(target, step, site),
                prediction.levels(),
                quantiles);
          }
        }
      }
    }
  }

  /**
   * @param step horizon, from 0
   */
  public ScoreSummary at(int target, int step) {
    return byTargetAndStep[target][step];
  }

  /** Over all horizons. */
  public ScoreSummary of(int target) {
    ScoreSummary all = new ScoreSummary();
    for (ScoreSummary step : byTargetAndStep[target]) {
      all.merge(step);
    }
    return all;
  }
}
