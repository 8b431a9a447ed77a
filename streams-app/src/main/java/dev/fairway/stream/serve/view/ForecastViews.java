package dev.fairway.stream.serve.view;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Forecast;

/** A forecast record as the API says it. */
final class ForecastViews {

  static SiteDetail.ForecastView of(Forecast f) {
    return new SiteDetail.ForecastView(
        f.getUnit(),
        Times.toInstant(f.getIssueTime()),
        f.getModel(),
        f.getFallback(),
        f.getFallbackReason(),
        f.getImputedShare(),
        f.getImputation(),
        f.getRepresentation(),
        f.getQuantileLevelsList(),
        f.getStepsList().stream()
            .map(
                step ->
                    new SiteDetail.StepView(
                        step.getHorizon(),
                        Times.toInstant(step.getTargetTime()),
                        step.getMean(),
                        step.getQuantilesList()))
            .toList());
  }

  private ForecastViews() {}
}
