package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.score.StepScores;
import dev.fairway.stream.serve.state.IssuedStep;
import dev.fairway.stream.serve.state.IssuedSteps;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One step of a forecast against what happened. */
final class ScoredSteps {

  /** A quarter, half and whole hour of 5-minute intervals: the horizons the literature reports. */
  private static final Set<Integer> SHOWN_HORIZONS = Set.of(3, 6, 12);

  /** The step whose target starts at that time; empty if the forecast has none. */
  static Optional<ForecastStep> stepAt(Forecast forecast, long start) {
    return forecast.getStepsList().stream()
        .filter(step -> step.getTargetTime().getSeconds() == start)
        .findFirst();
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

  /** With a forecast as it was issued, if it looked ahead by a horizon that charts show. */
  static IssuedSteps withIssued(IssuedSteps issued, ForecastStep step) {
    if (!isShown(step)) {
      return issued;
    }
    IssuedStep.Builder shown =
        IssuedStep.newBuilder().setHorizon(step.getHorizon()).setMean((float) step.getMean());
    if (step.getQuantilesCount() > 0) {
      shown.setLower((float) step.getQuantiles(0));
      shown.setUpper((float) step.getQuantiles(step.getQuantilesCount() - 1));
    }
    IssuedSteps.Builder all = IssuedSteps.newBuilder();
    issued.getStepsList().stream()
        .filter(known -> known.getHorizon() != step.getHorizon())
        .forEach(all::addSteps);
    return all.addSteps(shown).build();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private ScoredSteps() {}
}
