package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.ResultTable;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.RunRecord;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmarks/run table}. */
@Command(
    name = "table",
    mixinStandardHelpOptions = true,
    description = "Prints a results file as Markdown tables.")
final class TableCommand implements Callable<Integer> {

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/forecasting.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--against",
      paramLabel = "MODEL",
      description =
          "Who the others' MAE is compared with, seed by seed (default: the best peer, by the mean).")
  private Optional<String> against = Optional.empty();

  @Override
  public Integer call() throws Exception {
    System.out.print(ResultTable.of(new ResultsFile<>(results, RunRecord.class).read(), against));
    return 0;
  }
}
