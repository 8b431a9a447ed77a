package dev.fairway.stream.serve.view;

import dev.fairway.score.PointErrors;
import dev.fairway.stream.serve.state.IssuedStep;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.PastInterval;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The past of a site as the API says it. */
final class PastViews {

  static SiteDetail.PastView of(PastInterval past) {
    Map<String, Map<Integer, SiteDetail.IssuedView>> issued = new TreeMap<>();
    past.getIssuedMap().forEach((channel, steps) -> issued.put(channel, byHorizon(steps)));
    return new SiteDetail.PastView(
        Instant.ofEpochSecond(past.getStart()), past.getReadings(), past.getValuesMap(), issued);
  }

  private static Map<Integer, SiteDetail.IssuedView> byHorizon(IssuedSteps steps) {
    Map<Integer, SiteDetail.IssuedView> views = new TreeMap<>();
    for (IssuedStep step : steps.getStepsList()) {
      views.put(
          step.getHorizon(),
          new SiteDetail.IssuedView(
              step.getMean(),
              step.hasLower() ? (double) step.getLower() : null,
              step.hasUpper() ? (double) step.getUpper() : null));
    }
    return views;
  }

  /**
   * By channel: errors of the forecasts as issued, over the history, one entry for each horizon.
   */
  static Map<String, List<SiteDetail.HorizonScore>> scores(List<PastInterval> history) {
    Map<String, TreeMap<Integer, PointErrors>> errors = new TreeMap<>();
    for (PastInterval past : history) {
      past.getIssuedMap()
          .forEach(
              (channel, steps) -> {
                double observed = past.getValuesOrThrow(channel);
                for (IssuedStep step : steps.getStepsList()) {
                  errors
                      .computeIfAbsent(channel, c -> new TreeMap<>())
                      .computeIfAbsent(step.getHorizon(), h -> new PointErrors())
                      .add(observed, step.getMean());
                }
              });
    }
    Map<String, List<SiteDetail.HorizonScore>> scores = new TreeMap<>();
    errors.forEach(
        (channel, byHorizon) ->
            scores.put(
                channel,
                byHorizon.entrySet().stream()
                    .map(
                        e ->
                            new SiteDetail.HorizonScore(
                                e.getKey(),
                                e.getValue().count(),
                                e.getValue().mae(),
                                e.getValue().rmse()))
                    .toList()));
    return scores;
  }

  private PastViews() {}
}
