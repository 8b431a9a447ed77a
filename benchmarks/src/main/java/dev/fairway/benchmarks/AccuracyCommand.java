package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Comparison;
import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.forecast.ForecasterConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run accuracy}. */
@Command(
    name = "accuracy",
    mixinStandardHelpOptions = true,
    description = {
      "Trains models on data sets and scores their forecasts on the same cells.",
      "Each run is appended to the results file; a run that is there is not run again, so Ctrl-C and the same command later are fine."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run accuracy --data ../shared/data/pemsd7-25 --python venv/bin/python")
final class AccuracyCommand implements Callable<Integer> {

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
      names = "--models",
      split = ",",
      description =
          "Who takes part (default: all): last-value, historical-average, seasonal-naive, ridge, classic, modern, torch-stgcn, torch-stid, torch-graph-wavenet.")
  private List<String> models;

  @Option(
      names = "--config",
      paramLabel = "NAME=FILE",
      description = "A further model of ours; may be given several times.")
  private Map<String, Path> configurations = new TreeMap<>();

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
      names = "--results",
      defaultValue = ".fairway/benchmarks/forecasting.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For what runs write while they run (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(
      names = "--estimate",
      description = "Only say what is to be done and how long it will take at most.")
  private boolean estimateOnly;

  @Mixin private PythonOption python;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    Consumer<String> news = Console.lines(clock);
    String command =
        "benchmarks/run "
            + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    List<Contender> contenders =
        chosen(Contenders.all(further(), python.python(news), threads, clock, command));
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
            new ResultsFile(results),
            work,
            command,
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

  private Map<String, ForecasterConfig> further() throws IOException {
    Map<String, ForecasterConfig> further = new TreeMap<>();
    for (Map.Entry<String, Path> config : configurations.entrySet()) {
      further.put(config.getKey(), ForecasterConfig.read(config.getValue()));
    }
    return further;
  }

  private List<Contender> chosen(List<Contender> all) {
    if (models == null) {
      return all;
    }
    List<String> names = all.stream().map(Contender::name).toList();
    for (String model : models) {
      if (!names.contains(model)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "--models: there is no " + model + ", but " + names);
      }
    }
    return all.stream().filter(contender -> models.contains(contender.name())).toList();
  }
}
