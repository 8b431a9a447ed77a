package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.PendingForecast;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The truth arrives: every forecast that was about it is scored. To forecasts that were issued at
 * its end it is the last value, which they are compared with.
 */
final class IntervalArrival {

  private final Inbound<SiteInterval> inbound;
  private final SiteState state;
  private final ScoreOutlet outlet;
  private final Activity activity;

  IntervalArrival(
      ProcessorContext<byte[], byte[]> context,
      SiteState state,
      ScoreOutlet outlet,
      Activity activity) {
    inbound = new Inbound<>(Topic.INTERVALS, Checks::interval, context);
    this.state = state;
    this.outlet = outlet;
    this.activity = activity;
  }

  void process(Record<byte[], byte[]> found) {
    Optional<SiteInterval> read = inbound.read(found);
    if (read.isEmpty()) {
      return;
    }
    SiteInterval interval = read.get();
    Admission admission = state.admit(interval);
    activity.interval(interval, admission);
    if (admission != Admission.NEW) {
      return;
    }
    for (Map.Entry<String, Double> value : new TreeMap<>(interval.getValuesMap()).entrySet()) {
      complete(interval, value.getKey(), value.getValue());
      score(interval, value.getKey(), value.getValue(), found.timestamp());
    }
    state.remember(interval);
  }

  /** There are such forecasts only where they came before what they had seen. */
  private void complete(SiteInterval interval, String channel, double lastValue) {
    long end = interval.getIntervalStart().getSeconds() + interval.getIntervalSeconds();
    for (PendingForecast incomplete :
        state.forecastsIssued(interval.getNetwork(), interval.getSite(), channel, end)) {
      PendingForecast pending = incomplete.toBuilder().setLastValue(lastValue).build();
      state.complete(pending);
      Map<Long, PastInterval> pasts = state.pastsOf(pending.getForecast());
      for (ForecastStep step : pending.getForecast().getStepsList()) {
        PastInterval past = pasts.get(step.getTargetTime().getSeconds());
        if (past != null && past.containsValues(channel)) {
          double observed = past.getValuesOrThrow(channel);
          outlet.compare(pending, step.getHorizon(), observed, Math.abs(observed - step.getMean()));
        }
      }
    }
  }

  private void score(SiteInterval interval, String channel, double observed, long timestamp) {
    long start = interval.getIntervalStart().getSeconds();
    Score.Builder score =
        Score.newBuilder()
            .setNetwork(interval.getNetwork())
            .setSite(interval.getSite())
            .setChannel(channel);
    for (PendingForecast pending :
        state.forecastsOf(
            interval.getNetwork(),
            interval.getSite(),
            channel,
            start,
            interval.getIntervalSeconds())) {
      Optional<ForecastStep> step = ScoredSteps.stepAt(pending.getForecast(), start);
      if (step.isPresent()) {
        StepScore scored = ScoredSteps.score(pending.getForecast(), step.get(), observed);
        score.addSteps(scored);
        outlet.add(pending, scored);
      }
    }
    outlet.write(score.build(), timestamp);
  }
}
