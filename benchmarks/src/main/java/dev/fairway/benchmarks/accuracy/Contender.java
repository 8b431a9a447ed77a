package dev.fairway.benchmarks.accuracy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** One that takes part in the comparison: learns from the training part, is scored on the test. */
public interface Contender {

  /** As tables name it. */
  String name();

  /** Whether it is one of the PyTorch programs. */
  boolean peer();

  /** Everything about it that is not in the budget, for provenance: its configuration. */
  String configuration();

  /** Whether another seed gives another result. */
  boolean learns();

  /** Takes a few steps to see how long a run will take. */
  Pace measure(Task task, TrainingBudget budget, Path work)
      throws IOException, InterruptedException;

  /**
   * What came out.
   *
   * @param parameters how many numbers were learned
   * @param epochs until training stopped
   */
  record Outcome(long parameters, int epochs, Scores scores) {}

  /**
   * @param work for what it writes while it runs
   * @param news one line now and then
   */
  Outcome run(Task task, TrainingBudget budget, long seed, Path work, Consumer<String> news)
      throws IOException, InterruptedException;
}
