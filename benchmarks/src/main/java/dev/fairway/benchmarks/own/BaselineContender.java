package dev.fairway.benchmarks.own;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.forecast.baseline.PointForecaster;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** A forecaster that is fitted at once, without chance. */
public final class BaselineContender implements Contender {

  private final String name;
  private final Function<Task, PointForecaster> fit;

  /**
   * @param fit may look at the task's training part only
   */
  public BaselineContender(String name, Function<Task, PointForecaster> fit) {
    this.name = name;
    this.fit = fit;
  }

  @Override
  public String name() {
    return name;
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
    return new Outcome(0, 0, Scoring.of(task, fit.apply(task)));
  }
}
