package dev.fairway.stream.serve.view;

import dev.fairway.score.PointErrors;
import dev.fairway.stream.serve.state.IssuedStep;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.topology.StoreKeys;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;

/** The past of a site as the API says it: what happened, beside what had been expected of it. */
final class PastViews {

  private final List<PastInterval> history;

  /** By start of the interval and channel. */
  private final Map<Long, Map<String, Map<Integer, IssuedStep>>> issued = new HashMap<>();

  /**
   * @param history oldest first
   * @param issued entries of the store of issued steps
   */
  PastViews(List<PastInterval> history, List<KeyValue<String, IssuedSteps>> issued) {
    this.history = history;
    for (KeyValue<String, IssuedSteps> entry : issued) {
      String channel = StoreKeys.issuedChannel(entry.key);
      for (IssuedStep step : entry.value.getStepsList()) {
        this.issued
            .computeIfAbsent(step.getTarget(), t -> new TreeMap<>())
            .computeIfAbsent(channel, c -> new TreeMap<>())
            .put(step.getHorizon(), step);
      }
    }
  }

  List<SiteDetail.PastView> views() {
    return history.stream().map(this::view).toList();
  }

  private SiteDetail.PastView view(PastInterval past) {
    Map<String, Map<Integer, SiteDetail.IssuedView>> views = new TreeMap<>();
    expected(past).forEach((channel, steps) -> views.put(channel, byHorizon(steps)));
    return new SiteDetail.PastView(
        Instant.ofEpochSecond(past.getStart()), past.getReadings(), past.getValuesMap(), views);
  }

  /** Of the channels that were observed: by channel and horizon. */
  private Map<String, Map<Integer, IssuedStep>> expected(PastInterval past) {
    Map<String, Map<Integer, IssuedStep>> expected =
        new TreeMap<>(issued.getOrDefault(past.getStart(), Map.of()));
    expected.keySet().retainAll(past.getValuesMap().keySet());
    return expected;
  }

  private static Map<Integer, SiteDetail.IssuedView> byHorizon(Map<Integer, IssuedStep> steps) {
    Map<Integer, SiteDetail.IssuedView> views = new TreeMap<>();
    steps.forEach(
        (horizon, step) ->
            views.put(
                horizon,
                new SiteDetail.IssuedView(
                    step.getMean(),
                    step.hasLower() ? (double) step.getLower() : null,
                    step.hasUpper() ? (double) step.getUpper() : null)));
    return views;
  }

  /**
   * By channel: errors of the forecasts as issued, over the history, one entry for each horizon.
   */
  Map<String, List<SiteDetail.HorizonScore>> scores() {
    Map<String, TreeMap<Integer, PointErrors>> errors = new TreeMap<>();
    for (PastInterval past : history) {
      expected(past)
          .forEach(
              (channel, steps) -> {
                double observed = past.getValuesOrThrow(channel);
                steps.forEach(
                    (horizon, step) ->
                        errors
                            .computeIfAbsent(channel, c -> new TreeMap<>())
                            .computeIfAbsent(horizon, h -> new PointErrors())
                            .add(observed, step.getMean()));
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
}
