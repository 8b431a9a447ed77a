package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.ResultTable;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import dev.fairway.benchmarks.change.Change;
import dev.fairway.benchmarks.change.ChangeContender;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.forecast.ModernConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run change}. */
@Command(
    name = "change",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what it costs that sites come, go or fall silent and the model is not trained again.",
      "Which sites, follows from the seed. Two trainings for each: with these sites, and without them.",
      "Runs are appended to the results file, and not run again; at the end it is printed as Markdown."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  benchmarks/run change --data ../shared/data/pemsd7-25 --epochs 10 --windows-per-epoch 3200")
final class ChangeCommand implements Callable<Integer> {

  @Option(
      names = "--share",
      defaultValue = "0.1",
      description = "Of the sites that change, in (0, 1) (default: ${DEFAULT-VALUE}).")
  private double share;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/change.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Mixin private ComparisonOptions comparison;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!(share > 0 && share < 1)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--share: " + share + " is not in (0, 1)");
    }
    Training training =
        Training.of(
            ModernConfig.standard(),
            comparison.threads(),
            comparison.clock(),
            comparison.command());
    int exit = comparison.run(ChangeContender.all(training, share), results);
    System.out.print(
        ResultTable.of(
            new ResultsFile<>(results, RunRecord.class).read(), Optional.of(Change.NONE.label())));
    return exit;
  }
}
