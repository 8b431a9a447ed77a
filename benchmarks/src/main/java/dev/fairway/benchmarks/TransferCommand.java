package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.transfer.Amount;
import dev.fairway.benchmarks.transfer.Arm;
import dev.fairway.benchmarks.transfer.Arrivals;
import dev.fairway.benchmarks.transfer.Neighbourhood;
import dev.fairway.benchmarks.transfer.SourceNetwork;
import dev.fairway.benchmarks.transfer.TransferPlan;
import dev.fairway.benchmarks.transfer.TransferRun;
import dev.fairway.benchmarks.transfer.TransferStudy;
import dev.fairway.benchmarks.transfer.TransferTable;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run transfer}. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    description = {
      "Measures what a diffusion model adds to a forecaster that has little to learn from: days of training data by arms by seeds, scored on the same test windows.",
      "Each run is appended to the results file; one that is there is not made again, so Ctrl-C and the same command later are fine."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/run transfer --data ../shared/data/pemsd7-25 --amounts 1,3,7,all --seeds 1,2,3,4,5",
      "  benchmarks/run transfer --simulated-days 30 --amounts 3 --arms NOTHING,REPRESENTATION",
      "  benchmarks/run transfer --data ../shared/data/pemsd7-25 --source-data ../shared/data/aarhus-traffic --amounts 3 --arms NOTHING,FINE_TUNED_FORECASTER,TRANSFERRED_AUGMENTATION",
      "  benchmarks/run transfer --data ../shared/data/aarhus-traffic --sites 25 --source-data ../shared/data/aarhus-traffic --source-sites 50 --amounts all --observed 0.1 --arms NOTHING,KRIGING,TRANSFERRED_IMPUTED"
    })
final class TransferCommand implements Callable<Integer> {

  @ArgGroup private SeriesOptions data;
  @Mixin private SourceOptions source;

  @Option(
      names = "--sites",
      paramLabel = "COUNT",
      description = "Sites that are looked at, next to each other. Default: all.")
  private int sites = Integer.MAX_VALUE;

  @Option(
      names = "--amounts",
      split = ",",
      defaultValue = "1,3,7,all",
      description = "Days of training data (default: ${DEFAULT-VALUE}).")
  private List<Amount> amounts;

  @Option(
      names = "--observed",
      split = ",",
      defaultValue = "1",
      description =
          "Shares of the readings that arrive, in inputs and in what is learned from; forecasts are scored against all (default: ${DEFAULT-VALUE}).")
  private List<Arrivals> arrivals;

  @Option(
      names = "--arms",
      split = ",",
      defaultValue = "NOTHING,CLASSIC,RANDOM_ENCODER,REPRESENTATION,AUGMENTATION,BOTH",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Arm> arms;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3,4,5",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--forecaster-steps",
      defaultValue = "600",
      description = "Of each forecaster's training, 32 windows each (default: ${DEFAULT-VALUE}).")
  private int forecasterSteps;

  @Option(
      names = "--diffusion-steps",
      defaultValue = "600",
      description = "Of each diffusion model's, 16 windows each (default: ${DEFAULT-VALUE}).")
  private int diffusionSteps;

  @Option(
      names = "--synthetic",
      defaultValue = "400",
      description = "Windows drawn (default: ${DEFAULT-VALUE}).")
  private int synthetic;

  @Option(
      names = "--p0",
      split = ",",
      defaultValue = "0.2,0.5",
      description =
          "Shares of synthetic windows, of which, and of 0, the validation part chooses (default: ${DEFAULT-VALUE}).")
  private List<Double> probabilities;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/transfer.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "Where trained models are kept (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(names = "--table", description = "Only print the results file as Markdown.")
  private boolean tableOnly;

  @Option(
      names = "--against",
      defaultValue = "NOTHING",
      description = "The arm that the table compares the others with (default: ${DEFAULT-VALUE}).")
  private Arm against;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ResultsFile<TransferRun> file = new ResultsFile<>(results, TransferRun.class);
    if (!tableOnly) {
      if (data == null) {
        throw new ParameterException(
            spec.commandLine(), "One of --data and --simulated-days says what is learned");
      }
      if (!source.isThere() && arms.stream().anyMatch(Arm::needsSource)) {
        throw new ParameterException(
            spec.commandLine(),
            "--arms "
                + arms
                + ": one of --source-data and --source-simulated-days says from where");
      }
      Consumer<String> news = Console.lines(Clock.systemUTC());
      TensorEngine.setThreads(threads);
      TrafficSeries series = Neighbourhood.of(data.read(work), sites, site -> true);
      news.accept("read " + series);
      Optional<SourceNetwork> elsewhere = source.read(series.measured(), work);
      elsewhere.ifPresent(its -> news.accept("source " + its.series()));
      new TransferStudy(
              series,
              elsewhere,
              new TransferPlan(forecasterSteps, diffusionSteps, synthetic, probabilities),
              file,
              work.resolve("transfer"),
              Typed.command(spec),
              Clock.systemUTC(),
              news)
          .run(amounts, arrivals, arms, seeds);
    }
    System.out.print(TransferTable.of(tableOnly ? file.existing() : file.read(), against));
    return 0;
  }
}
