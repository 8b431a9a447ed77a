package dev.fairway.stream.serve.topology;

import dev.fairway.contract.v1.StepScore;
import dev.fairway.stream.serve.state.HorizonSums;
import dev.fairway.stream.serve.state.ScoreSums;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Sums of the scores by {@link ScoreKind} and horizon, over the sites of one task. They are added
 * up here; {@link #store()} writes those that changed.
 */
final class RunningScores {

  private final KeyValueStore<String, ScoreSums> sums;
  private final int partition;
  private final Map<ScoreKind, Map<Integer, HorizonSums.Builder>> known = new HashMap<>();
  private final Set<ScoreKind> changed = new LinkedHashSet<>();

  RunningScores(ProcessingContext context) {
    sums = Store.SUMS.in(context);
    partition = context.taskId().partition();
  }

  void add(ScoreKind kind, StepScore step) {
    HorizonSums.Builder sum = sumOf(kind, step.getHorizon());
    sum.setCount(sum.getCount() + 1)
        .setAbsoluteError(sum.getAbsoluteError() + step.getAbsoluteError())
        .setSquaredError(sum.getSquaredError() + step.getSquaredError())
        .setCrps(sum.getCrps() + step.getCrps())
        .setCovered(sum.getCovered() + (step.getCovered() ? 1 : 0))
        .setNominalCoverage(sum.getNominalCoverage() + step.getNominalCoverage())
        .setWidth(sum.getWidth() + step.getWidth())
        .setLastTarget(Math.max(sum.getLastTarget(), step.getTargetTime().getSeconds()));
  }

  /** What a step scored, and what the repetition of the last value did on the same truth. */
  void compare(ScoreKind kind, int horizon, double absoluteError, double lastValueAbsoluteError) {
    HorizonSums.Builder sum = sumOf(kind, horizon);
    sum.setComparedCount(sum.getComparedCount() + 1)
        .setComparedAbsoluteError(sum.getComparedAbsoluteError() + absoluteError)
        .setLastValueAbsoluteError(sum.getLastValueAbsoluteError() + lastValueAbsoluteError);
  }

  /** To be called before the record that was scored is done. */
  void store() {
    for (ScoreKind kind : changed) {
      ScoreSums.Builder all = ScoreSums.newBuilder();
      known.get(kind).values().forEach(sum -> all.addHorizons(sum.build()));
      sums.put(StoreKeys.sums(partition, kind), all.build());
    }
    changed.clear();
  }

  private HorizonSums.Builder sumOf(ScoreKind kind, int horizon) {
    changed.add(kind);
    return known
        .computeIfAbsent(kind, this::read)
        .computeIfAbsent(horizon, h -> HorizonSums.newBuilder().setHorizon(h));
  }

  private Map<Integer, HorizonSums.Builder> read(ScoreKind kind) {
    Map<Integer, HorizonSums.Builder> byHorizon = new TreeMap<>();
    ScoreSums stored = sums.get(StoreKeys.sums(partition, kind));
    if (stored != null) {
      stored.getHorizonsList().forEach(sum -> byHorizon.put(sum.getHorizon(), sum.toBuilder()));
    }
    return byHorizon;
  }
}
