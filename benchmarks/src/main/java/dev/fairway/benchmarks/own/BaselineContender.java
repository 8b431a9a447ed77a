package dev.fairway.benchmarks.own;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A baseline that takes part in a comparison. */
public final class BaselineContender implements Contender {

  private final Baseline baseline;

  public BaselineContender(Baseline baseline) {
    this.baseline = baseline;
  }

  @Override
  public String name() {
    return baseline.label();
  }

  @Override
  public boolean peer() {
    return false;
  }

  @Override
  public String configuration() {
    return "baseline";
  }

  @Override
  public boolean learns() {
    return false;
  }

  @Override
  public Pace measure(Task task, TrainingBudget budget, Path work) {
    return Pace.INSTANT;
  }

  @Override
  public Outcome run(
      Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news) {
    return new Outcome(0, 0, Scoring.of(task, baseline.fit(task)));
  }
}
