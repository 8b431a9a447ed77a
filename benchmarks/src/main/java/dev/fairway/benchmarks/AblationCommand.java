package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Contender;
import dev.fairway.benchmarks.accuracy.ResultTable;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import dev.fairway.benchmarks.own.Ablation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run ablation}. */
@Command(
    name = "ablation",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the modern form without one part after the other: what is each worth?",
      "Runs are appended to the results file, and not run again; at the end it is printed as Markdown,",
      "with the difference of each from the full form, seed by seed."
    },
    footerHeading = "%nExample:%n",
    footer =
        "  benchmarks/run ablation --data ../shared/data/pemsd7-25 --epochs 10 --windows-per-epoch 3200")
final class AblationCommand implements Callable<Integer> {

  @Option(
      names = "--variants",
      split = ",",
      description = "Which, beside the full form (default: all); a wrong name lists them.")
  private List<String> variants;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/ablation.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Mixin private ComparisonOptions comparison;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<Contender> all =
        Ablation.all(comparison.threads(), comparison.clock(), comparison.command());
    int exit =
        comparison.run(Contenders.chosen(all, wanted(), "--variants", spec.commandLine()), results);
    System.out.print(
        ResultTable.of(
            new ResultsFile<>(results, RunRecord.class).read(), Optional.of(Ablation.FULL)));
    return exit;
  }

  private List<String> wanted() {
    if (variants == null) {
      return null;
    }
    List<String> wanted = new ArrayList<>(variants);
    wanted.add(Ablation.FULL);
    return wanted;
  }
}
