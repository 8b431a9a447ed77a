package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.diffusion.Ask;
import dev.fairway.benchmarks.diffusion.DiffusionTask;
import dev.fairway.benchmarks.diffusion.GapPattern;
import dev.fairway.benchmarks.diffusion.QualityComparison;
import dev.fairway.benchmarks.diffusion.QualityComparison.Gap;
import dev.fairway.benchmarks.diffusion.QualityRun;
import dev.fairway.benchmarks.diffusion.QualityTable;
import dev.fairway.benchmarks.diffusion.Variant;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.Head;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.Ties;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run quality}. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description = {
      "Trains diffusion models and measures what they generate, fill and forecast, beside baselines and the STGCN.",
      "Each measurement is appended to the results file; one that is there is not made again, so Ctrl-C and the same command later are fine."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/run quality --simulated-days 30 --measure generate --models unet,dit --asks ddim:10,ddim:100",
      "  benchmarks/run quality --data ../shared/data/aarhus-traffic --measure impute,forecast",
      "  benchmarks/run quality --data ../shared/data/pemsd7-25 --measure forecast --students 0,0.5,1"
    })
final class QualityCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Quality {
    GENERATE,
    IMPUTE,
    FORECAST
  }

  /** The default form with a quarter of the width, one block in place of two, small embeddings. */
  private static final ModernConfig SMALL =
      new ModernConfig(
          Task.INPUT_STEPS,
          Task.HORIZON,
          16,
          1,
          ModernConfig.Temporal.POINTWISE,
          6,
          4,
          2,
          true,
          true,
          1,
          true,
          4,
          true,
          true,
          ModernConfig.Anchor.SEASON,
          true,
          Head.QUANTILES,
          0,
          Ties.ofLinks());

  @ArgGroup private SeriesOptions data;

  @Option(
      names = "--measure",
      split = ",",
      defaultValue = "generate,impute,forecast",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Quality> qualities;

  @Option(
      names = "--models",
      split = ",",
      defaultValue = "unet",
      description =
          "Of unet, unet-without-prior, unet-linear-epsilon, unet-edm, unet-edm-consistency, unet-flow, unet-flow-reflow, dit, dit-neighbours, dit-linear, latent-unet, u-vit (default: ${DEFAULT-VALUE}).")
  private List<Variant> variants;

  @Option(
      names = "--asks",
      split = ",",
      paramLabel = "SAMPLER:EVALUATIONS",
      defaultValue = "dpm-solver:8",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Ask> asks;

  @Option(
      names = "--gaps",
      split = ",",
      defaultValue = "random,block",
      description = "Of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<GapPattern> patterns;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "0.25,0.5,0.75",
      description = "Hidden shares of the cells (default: ${DEFAULT-VALUE}).")
  private List<Double> rates;

  @Option(
      names = "--samples",
      defaultValue = "19",
      description = "Drawn to fill a window (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--windows",
      defaultValue = "32",
      description = "Test windows, at most (default: ${DEFAULT-VALUE}).")
  private int windows;

  @Option(
      names = "--seeds",
      split = ",",
      defaultValue = "1,2,3",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Long> seeds;

  @Option(
      names = "--steps",
      defaultValue = "600",
      description = "Of a diffusion training (default: ${DEFAULT-VALUE}).")
  private int steps;

  @Option(
      names = "--batch",
      defaultValue = "8",
      description = "Windows in a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--forecaster-steps",
      defaultValue = "600",
      description = "Of the STGCN's trainings, 32 windows each (default: ${DEFAULT-VALUE}).")
  private int forecasterSteps;

  @Option(
      names = "--students",
      split = ",",
      paramLabel = "SHARE",
      description =
          "With forecast: a small STGCN learns from forecasts of each model, which take the place of so much of its examples; 0 for the small one alone. Default: none.")
  private List<Double> students = List.of();

  @Option(
      names = "--taught",
      defaultValue = "1000",
      description = "Inputs that a teacher is asked about (default: ${DEFAULT-VALUE}).")
  private int taught;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/diffusion.jsonl",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path results;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "Where trained models are kept (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Option(names = "--estimate", description = "Only say how long the trainings will take.")
  private boolean estimateOnly;

  @Option(names = "--table", description = "Only print the results file as Markdown.")
  private boolean tableOnly;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    ResultsFile<QualityRun> file = new ResultsFile<>(results, QualityRun.class);
    if (!tableOnly) {
      if (data == null) {
        throw new ParameterException(
            spec.commandLine(), "One of --data and --simulated-days says what is learned");
      }
      measure(file);
    }
    System.out.print(QualityTable.of(tableOnly ? file.existing() : file.read()));
    return 0;
  }

  private void measure(ResultsFile<QualityRun> file) throws Exception {
    Consumer<String> news = Console.lines(Clock.systemUTC());
    TensorEngine.setThreads(threads);
    TrafficSeries series = data.read(work);
    DiffusionTask task = DiffusionTask.of(series.measured().network().id(), series);
    news.accept("read " + task.series());
    QualityComparison comparison =
        new QualityComparison(task, file, work, Typed.command(spec), Clock.systemUTC(), news);
    estimate(comparison, news);
    if (estimateOnly) {
      return;
    }
    baselines(comparison);
    for (long seed : seeds) {
      for (Variant variant : variants) {
        measure(comparison, variant, variant.settings(steps, batch, seed));
      }
      if (qualities.contains(Quality.FORECAST)) {
        forecasters(comparison, seed);
      }
    }
  }

  private void estimate(QualityComparison comparison, Consumer<String> news) throws Exception {
    Duration total = Duration.ZERO;
    for (Variant variant : variants) {
      Duration one = comparison.expected(variant.settings(steps, batch, seeds.get(0)));
      news.accept(
          "expected: training %s takes %d min, %d of them"
              .formatted(variant.label(), one.toMinutes(), seeds.size()));
      total = total.plus(one.multipliedBy(seeds.size()));
    }
    news.accept("expected: all trainings take %d min".formatted(total.toMinutes()));
  }

  private List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    patterns.forEach(pattern -> rates.forEach(rate -> gaps.add(new Gap(pattern, rate))));
    return gaps;
  }

  private void baselines(QualityComparison comparison) throws Exception {
    if (qualities.contains(Quality.GENERATE)) {
      comparison.generationBounds(windows);
    }
    if (qualities.contains(Quality.IMPUTE)) {
      comparison.imputationBaselines(gaps(), windows);
    }
  }

  private void measure(QualityComparison comparison, Variant variant, TrainingSettings settings)
      throws Exception {
    if (qualities.contains(Quality.GENERATE)) {
      comparison.generation(variant, settings, asks, windows);
    }
    if (qualities.contains(Quality.IMPUTE)) {
      comparison.imputation(variant, settings, asks, gaps(), samples, windows);
    }
    if (qualities.contains(Quality.FORECAST)) {
      comparison.forecasts(variant, settings, asks, windows);
      comparison.students(
          variant, settings, asks.get(0), students, training(SMALL), budget(), taught, windows);
    }
  }

  private void forecasters(QualityComparison comparison, long seed) throws Exception {
    TrainingBudget budget = budget();
    Training point = training(ModernConfig.standard());
    comparison.forecaster("STGCN + Gaussian residuals", point, budget, seed, true, windows);
    comparison.forecaster("STGCN + conformal residuals", point, budget, seed, false, windows);
    Training quantiles = training(ModernConfig.standard().withHead(Head.QUANTILES));
    comparison.forecaster("STGCN, quantile head", quantiles, budget, seed, false, windows);
  }

  private TrainingBudget budget() {
    return new TrainingBudget(10, forecasterSteps * 32 / 10, 32, 10);
  }

  private Training training(ModernConfig config) {
    return Training.of(config, threads, Clock.systemUTC(), "benchmarks/run quality");
  }
}
