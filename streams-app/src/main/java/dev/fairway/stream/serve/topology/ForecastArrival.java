package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.Score;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.PastInterval;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A forecast arrives and waits for its truth. What is known already, as in a replay or when the
 * forecast was slow, is scored at once.
 */
final class ForecastArrival implements Processor<byte[], byte[], byte[], byte[]> {

  private final Retention retention;
  private final Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private Inbound<Forecast> inbound;
  private SiteState state;
  private RunningScores scores;

  ForecastArrival(Retention retention, Activity activity) {
    this.retention = retention;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    inbound = new Inbound<>(Topic.FORECASTS, Checks::forecast, context);
    state = new SiteState(context, retention);
    scores = new RunningScores(context);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
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
    score(forecast, found.timestamp());
    state.remember(forecast);
  }

  /** All steps whose truth is known, in one record: in a replay those are all twelve. */
  private void score(Forecast forecast, long timestamp) {
    Map<Long, PastInterval> pasts = state.pastsOf(forecast);
    if (pasts.isEmpty()) {
      return;
    }
    String channel = forecast.getChannel();
    Score.Builder score =
        Score.newBuilder()
            .setNetwork(forecast.getNetwork())
            .setSite(forecast.getSite())
            .setChannel(channel);
    for (ForecastStep step : forecast.getStepsList()) {
      PastInterval past = pasts.get(step.getTargetTime().getSeconds());
      if (past != null && past.containsValues(channel)) {
        score.addSteps(ScoredSteps.score(forecast, step, past.getValuesOrThrow(channel)));
        show(forecast, step, past);
      }
    }
    if (score.getStepsCount() == 0) {
      return;
    }
    Score scored = score.build();
    scores.add(scored);
    activity.scored(scored);
    context.forward(
        Inbound.outbound(
            Topic.SCORES, forecast.getSite(), forecast.getNetwork(), scored, timestamp),
        ScoringTopology.TO_SCORES);
  }

  private void show(Forecast forecast, ForecastStep step, PastInterval past) {
    if (!ScoredSteps.isShown(step)) {
      return;
    }
    String channel = forecast.getChannel();
    IssuedSteps issued =
        ScoredSteps.withIssued(
            past.getIssuedOrDefault(channel, IssuedSteps.getDefaultInstance()), step);
    state.remember(
        forecast.getNetwork(),
        forecast.getSite(),
        past.toBuilder().putIssued(channel, issued).build());
  }
}
