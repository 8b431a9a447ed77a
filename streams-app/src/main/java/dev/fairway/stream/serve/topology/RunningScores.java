package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.state.ScoreSums;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** Sums of the scores by {@link ScoreKind}, over the sites of one task. */
final class RunningScores {

  private final KeyValueStore<String, ScoreSums> sums;
  private final int partition;

  /** A key takes longer to make than to use, and there are no more than the store has. */
  private final Map<ScoreKind, String> keys = new HashMap<>();

  RunningScores(ProcessingContext context) {
    sums = Store.SUMS.in(context);
    partition = context.taskId().partition();
  }

  void add(Score score) {
    for (StepScore step : score.getStepsList()) {
      ScoreKind kind =
          new ScoreKind(
              score.getNetwork(),
              score.getChannel(),
              step.getModel(),
              step.getFallback(),
              step.getHorizon());
      String key = keys.computeIfAbsent(kind, k -> StoreKeys.sums(partition, k));
      ScoreSums known = sums.get(key);
      sums.put(key, plus(known == null ? ScoreSums.getDefaultInstance() : known, step));
    }
  }

  private static ScoreSums plus(ScoreSums sums, StepScore step) {
    return ScoreSums.newBuilder()
        .setCount(sums.getCount() + 1)
        .setAbsoluteError(sums.getAbsoluteError() + step.getAbsoluteError())
        .setSquaredError(sums.getSquaredError() + step.getSquaredError())
        .setCrps(sums.getCrps() + step.getCrps())
        .setCovered(sums.getCovered() + (step.getCovered() ? 1 : 0))
        .setNominalCoverage(sums.getNominalCoverage() + step.getNominalCoverage())
        .setWidth(sums.getWidth() + step.getWidth())
        .setLastTarget(Math.max(sums.getLastTarget(), step.getTargetTime().getSeconds()))
        .build();
  }
}
