package dev.fairway.benchmarks.change;

import dev.fairway.benchmarks.accuracy.Pace;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Training;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Remembers its last result, as several changes in turn serve the same model. A sitting that goes
 * on after a break trains it again, to the same weights.
 */
final class OneTraining {

  private final Training training;
  private List<Object> pacedKey = List.of();
  private Pace pace = Pace.INSTANT;
  private List<Object> trainedKey = List.of();
  private Training.Trained trained;

  OneTraining(Training training) {
    this.training = training;
  }

  String configuration() {
    return training.configuration();
  }

  Pace measure(Task task, TrainingBudget budget, Path work) throws IOException {
    List<Object> key = List.of(task.dataHash(), budget);
    if (!key.equals(pacedKey)) {
      pace = training.measure(task, budget, work);
      pacedKey = key;
    }
    return pace;
  }

  Training.Trained run(
      Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException {
    List<Object> key = List.of(task.fingerprint(), budget, seed);
    if (!key.equals(trainedKey)) {
      trained = training.run(task, budget, seed, work, news);
      trainedKey = key;
    }
    return trained;
  }
}
