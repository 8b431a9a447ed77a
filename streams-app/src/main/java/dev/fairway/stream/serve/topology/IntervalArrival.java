package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ForecastStep;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;
import dev.fairway.stream.serve.Retention;
import dev.fairway.stream.serve.state.IssuedSteps;
import dev.fairway.stream.serve.state.PastInterval;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The truth arrives: every forecast that was about it is scored. */
final class IntervalArrival implements Processor<byte[], byte[], byte[], byte[]> {

  private final Retention retention;
  private final Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private Inbound<SiteInterval> inbound;
  private SiteState state;
  private RunningScores scores;

  IntervalArrival(Retention retention, Activity activity) {
    this.retention = retention;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> processorContext) {
    context = processorContext;
    inbound = new Inbound<>(Topic.INTERVALS, Checks::interval, context);
    state = new SiteState(context, retention);
    scores = new RunningScores(context);
  }

  @Override
  public void process(Record<byte[], byte[]> found) {
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
    PastInterval.Builder past =
        PastInterval.newBuilder()
            .setStart(interval.getIntervalStart().getSeconds())
            .setReadings(interval.getReadings())
            .putAllValues(interval.getValuesMap());
    for (Map.Entry<String, Double> value : new TreeMap<>(interval.getValuesMap()).entrySet()) {
      score(interval, value.getKey(), value.getValue(), past, found.timestamp());
    }
    state.remember(interval.getNetwork(), interval.getSite(), past.build());
    state.advance(interval);
  }

  private void score(
      SiteInterval interval,
      String channel,
      double observed,
      PastInterval.Builder past,
      long timestamp) {
    long start = interval.getIntervalStart().getSeconds();
    Score.Builder score =
        Score.newBuilder()
            .setNetwork(interval.getNetwork())
            .setSite(interval.getSite())
            .setChannel(channel);
    IssuedSteps issued = IssuedSteps.getDefaultInstance();
    for (Forecast forecast :
        state.forecastsOf(
            interval.getNetwork(),
            interval.getSite(),
            channel,
            start,
            interval.getIntervalSeconds())) {
      Optional<ForecastStep> step = ScoredSteps.stepAt(forecast, start);
      if (step.isPresent()) {
        score.addSteps(ScoredSteps.score(forecast, step.get(), observed));
        issued = ScoredSteps.withIssued(issued, step.get());
      }
    }
    if (score.getStepsCount() == 0) {
      return;
    }
    past.putIssued(channel, issued);
    Score scored = score.build();
    scores.add(scored);
    activity.scored(scored);
    context.forward(
        Inbound.outbound(
            Topic.SCORES, interval.getSite(), interval.getNetwork(), scored, timestamp),
        ScoringTopology.TO_SCORES);
  }
}
