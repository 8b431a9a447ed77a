package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.score.StepScores;
import dev.fairway.stream.serve.state.IssuedStep;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step of a forecast against what happened. */
final class ScoredSteps {

  /** A quarter, half and whole hour of 5-minute intervals: the horizons the literature reports. */
  private static final Set<Integer> SHOWN_HORIZONS = Set.of(3, 6, 12);

  /** The step whose target starts at that time; empty if the forecast has none. */
  static Optional<ForecastStep> stepAt(Forecast forecast, long start) {
    for (ForecastStep step : forecast.getStepsList()) {
      if (step.getTargetTime().getSeconds() == start) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  static StepScore score(Forecast forecast, ForecastStep step, double observed) {
    StepScores scores =
        StepScores.of(
            observed,
            step.getMean(),
            array(forecast.getQuantileLevelsList()),
            array(step.getQuantilesList()));
    return StepScore.newBuilder()
        .setHorizon(step.getHorizon())
        .setTargetTime(step.getTargetTime())
        .setObserved(observed)
        .setModel(forecast.getModel())
        .setFallback(forecast.getFallback())
        .setMean(step.getMean())
        .setAbsoluteError(scores.absoluteError())
        .setSquaredError(scores.squaredError())
        .setCrps(scores.crps())
        .setNominalCoverage(scores.nominalCoverage())
        .setCovered(scores.covered())
        .setWidth(scores.width())
        .build();
  }

  /** Whether charts show forecasts that looked ahead as far as this step. */
  static boolean isShown(ForecastStep step) {
    return SHOWN_HORIZONS.contains(step.getHorizon());
  }

  /** What charts show of a step. */
  static IssuedStep issued(ForecastStep step) {
    IssuedStep.Builder shown =
        IssuedStep.newBuilder()
            .setHorizon(step.getHorizon())
            .setTarget(step.getTargetTime().getSeconds())
            .setMean((float) step.getMean());
    if (step.getQuantilesCount() > 0) {
      shown.setLower((float) step.getQuantiles(0));
      shown.setUpper((float) step.getQuantiles(step.getQuantilesCount() - 1));
    }
    return shown.build();
  }

  private static double[] array(List<Double> values) {
    double[] array = new double[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }

  private ScoredSteps() {}
}
