package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.forecast.ForecasterConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
      names = "--results",
      defaultValue = ".fairway/benchmarks/forecasting.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Mixin private ComparisonOptions comparison;
  @Mixin private PythonOption python;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Contender> all =
        Contenders.all(
            further(),
            python.python(comparison.news()),
            comparison.threads(),
            comparison.clock(),
            comparison.command());
    return comparison.run(Contenders.chosen(all, models, "--models", spec.commandLine()), results);
  }

  private Map<String, ForecasterConfig> further() throws IOException {
    Map<String, ForecasterConfig> further = new TreeMap<>();
    for (Map.Entry<String, Path> config : configurations.entrySet()) {
      further.put(config.getKey(), ForecasterConfig.read(config.getValue()));
    }
    return further;
  }
}
