package dev.fairway.stream.serve.topology;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.state.PendingForecast;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Where scores go: into the running sums, and on to their topic. */
final class ScoreOutlet {

  private final ProcessorContext<byte[], byte[]> context;
  private final RunningScores running;
  private final Activity activity;

  ScoreOutlet(ProcessorContext<byte[], byte[]> context, RunningScores running, Activity activity) {
    this.context = context;
    this.running = running;
    this.activity = activity;
  }

  /** A step of a forecast has been scored; the caller puts it into its record. */
  void add(PendingForecast pending, StepScore step) {
    ScoreKind kind = ScoreKind.of(pending.getForecast());
    running.add(kind, step);
    if (pending.hasLastValue()) {
      compare(pending, step.getHorizon(), step.getObserved(), step.getAbsoluteError());
    }
  }

  /** The last value of a forecast is known, and the truth of one of its steps. */
  void compare(PendingForecast pending, int horizon, double observed, double absoluteError) {
    running.compare(
        ScoreKind.of(pending.getForecast()),
        horizon,
        absoluteError,
        Math.abs(observed - pending.getLastValue()));
  }

  /** The record is complete; one without steps is none. */
  void write(Score score, long timestamp) {
    running.store();
    if (score.getStepsCount() == 0) {
      return;
    }
    activity.scored(score);
    context.forward(
        Inbound.outbound(Topic.SCORES, score.getSite(), score.getNetwork(), score, timestamp),
        ScoringTopology.TO_SCORES);
  }
}
