package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.state.PastInterval;
import dev.fairway.stream.serve.state.PendingForecast;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A forecast arrives and waits for its truth. What is known already, as in a replay or when the
 * forecast was slow, is scored at once.
 */
final class ForecastArrival {

  private final Inbound<Forecast> inbound;
  private final SiteState state;
  private final ScoreOutlet outlet;
  private final Activity activity;

  ForecastArrival(
      ProcessorContext<byte[], byte[]> context,
      SiteState state,
      ScoreOutlet outlet,
      Activity activity) {
    inbound = new Inbound<>(Topic.FORECASTS, Checks::forecast, context);
    this.state = state;
    this.outlet = outlet;
    this.activity = activity;
  }

  void process(Record<byte[], byte[]> found) {
    Optional<Forecast> read = inbound.read(found);
    if (read.isEmpty()) {
      return;
    }
    Forecast forecast = read.get();
    Admission admission = state.admit(forecast);
    activity.forecast(forecast, admission);
    if (admission != Admission.NEW) {
      return;
    }
    Map<Long, PastInterval> pasts = state.pastsOf(forecast);
    PendingForecast pending = pending(forecast, pasts);
    score(pending, pasts, found.timestamp());
    state.remember(pending);
  }

  private static PendingForecast pending(Forecast forecast, Map<Long, PastInterval> pasts) {
    PendingForecast.Builder pending = PendingForecast.newBuilder().setForecast(forecast);
    PastInterval before =
        pasts.get(forecast.getIssueTime().getSeconds() - forecast.getIntervalSeconds());
    if (before != null && before.containsValues(forecast.getChannel())) {
      pending.setLastValue(before.getValuesOrThrow(forecast.getChannel()));
    }
    return pending.build();
  }

  /** All steps whose truth is known, in one record: in a replay those are all twelve. */
  private void score(PendingForecast pending, Map<Long, PastInterval> pasts, long timestamp) {
    Forecast forecast = pending.getForecast();
    String channel = forecast.getChannel();
    Score.Builder score =
        Score.newBuilder()
            .setNetwork(forecast.getNetwork())
            .setSite(forecast.getSite())
            .setChannel(channel);
    for (ForecastStep step : forecast.getStepsList()) {
      PastInterval past = pasts.get(step.getTargetTime().getSeconds());
      if (past != null && past.containsValues(channel)) {
        StepScore scored = ScoredSteps.score(forecast, step, past.getValuesOrThrow(channel));
        score.addSteps(scored);
        outlet.add(pending, scored);
      }
    }
    outlet.write(score.build(), timestamp);
  }
}
