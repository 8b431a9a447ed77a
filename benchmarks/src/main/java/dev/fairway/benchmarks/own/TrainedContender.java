package dev.fairway.benchmarks.own;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Scoring;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One of our forecasters, trained and scored from its bundle. */
public final class TrainedContender implements Contender {

  private final String name;
  private final Training training;

  public TrainedContender(String name, Training training) {
    this.name = name;
    this.training = training;
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
    return training.configuration();
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public Pace measure(Task task, TrainingBudget budget, Path work) throws IOException {
    return training.measure(task, budget, work);
  }

  @Override
  public Outcome run(Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException {
    Training.Trained trained = training.run(task, budget, seed, work, news);
    try (ServedBundle served = ServedBundle.open(trained.bundle(), task.series().measured())) {
      return new Outcome(served.parameters(), trained.epochs(), Scoring.of(task, served));
    }
  }
}
