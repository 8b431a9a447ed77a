package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Comparison;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Data, budget and seeds of whatever trains and scores, and how it is run. */
final class ComparisonOptions {

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "A data set's folder; may be given several times.")
  private List<Path> folders;

  @Option(
      names = "--protocol",
      defaultValue = "shares",
      description =
          "How the series is split: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Protocol protocol;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--epochs",
      defaultValue = "40",
      description = "At most (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--windows-per-epoch",
      defaultValue = "100000",
      description = "At most, drawn at random (default: ${DEFAULT-VALUE}).")
  private int windowsPerEpoch;

  @Option(names = "--batch", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--patience",
      defaultValue = "6",
      description = "Epochs without a better validation error (default: ${DEFAULT-VALUE}).")
  private int patience;

  @Option(
      names = "--threads",
      defaultValue = "2",
      description = "Of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For what runs write while they run (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(
      names = "--estimate",
      description = "Only say what is to be done and how long it will take at most.")
  private boolean estimateOnly;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private final Clock clock = Clock.systemUTC();
  private final Consumer<String> news = Console.lines(clock);

  /** Of one operation. */
  int threads() {
    return threads;
  }

  Clock clock() {
    return clock;
  }

  /** Lines for whoever watches. */
  Consumer<String> news() {
    return news;
  }

  /** As it was typed: what records and bundles name as having made them. */
  String command() {
    return Typed.command(spec);
  }

  /**
   * Says how long it will take, and runs what is not on file.
   *
   * @return exit code
   */
  int run(List<Contender> contenders, Path results) throws Exception {
    List<Task> tasks = new ArrayList<>();
    for (Path folder : folders) {
      Task task = Tasks.open(folder, protocol, work);
      news.accept("read " + task.series());
      tasks.add(task);
    }
    Comparison comparison =
        new Comparison(
            new TrainingBudget(epochs, windowsPerEpoch, batch, patience),
            threads,
            new ResultsFile<>(results, RunRecord.class),
            work,
            command(),
            clock,
            news);
    List<Comparison.Pending> pending = comparison.pending(tasks, contenders, seeds);
    comparison.estimate(pending);
    if (estimateOnly) {
      return 0;
    }
    int failed = comparison.run(pending);
    news.accept(
        "%d runs done, %d failed; see %s".formatted(pending.size() - failed, failed, results));
    return failed == 0 ? 0 : 1;
  }
}
