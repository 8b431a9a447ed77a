package dev.fairway.benchmarks.diffusion;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.ResultsFile;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.accuracy.TrainingBudget;
import dev.fairway.benchmarks.own.Training;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures diffusion models on a data set, each quality once: what is on file is not measured
 * again.
 *
 * <pre>
 *   DiffusionTraining ─► model ─┬─► Generation ─┐
 *   baselines ──────────────────┼─► Imputation ─┼─► QualityRun ─► ResultsFile
 *   forecasters ────────────────┴─► Forecasting ┘
 * </pre>
 */
public final class QualityComparison {

  private static final String NOTHING = "";

  private final DiffusionTask task;
  private final ResultsFile<QualityRun> results;
  private final Path work;
  private final String command;
  private final Clock clock;
  private final Consumer<String> news;
  private final Set<QualityRun.Key> done = new HashSet<>();
  private final Map<String, ModelBundle> forecasters = new HashMap<>();

  public QualityComparison(
      DiffusionTask task,
      ResultsFile<QualityRun> results,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news)
      throws IOException {
    this.task = task;
    this.results = results;
    this.work = work;
    this.command = command;
    this.clock = clock;
    this.news = news;
    results.read().forEach(run -> done.add(run.key()));
  }

  /** A hidden share of the cells, in a pattern. */
  public record Gap(GapPattern pattern, double rate) {

    @Override
    public String toString() {
      return "impute %s %.0f %%".formatted(pattern, 100 * rate);
    }
  }

  @FunctionalInterface
  private interface Measurement {
    Map<String, Double> scores() throws IOException;
  }

  /** Says how long a training will take. */
  public Duration expected(TrainingSettings settings) throws IOException {
    return training().expected(task, settings);
  }

  /** Real windows against real ones, and against shuffled ones. */
  public void generationBounds(int windows) throws IOException {
    Generation generation = new Generation(task, windows);
    record("generate", "real windows (floor)", NOTHING, NOTHING, windows, 0, generation::floor);
    record(
        "generate",
        "shuffled windows (ceiling)",
        NOTHING,
        NOTHING,
        windows,
        0,
        generation::ceiling);
  }

  public void generation(Variant variant, TrainingSettings settings, List<Ask> asks, int windows)
      throws IOException {
    Generation generation = new Generation(task, windows);
    try (Served served = new Served(variant, settings)) {
      for (Ask ask : asks) {
        record(
            "generate",
            variant.label(),
            ask.toString(),
            settings.toString(),
            windows,
            settings.seed(),
            () -> generation.of(served.model(), ask.plan(1), settings.seed()));
      }
    }
  }

  /** Straight lines, historical means, nearest sites. */
  public void imputationBaselines(List<Gap> gaps, int windows) throws IOException {
    Imputation imputation = new Imputation(task, windows);
    for (Map.Entry<String, Imputation.Filler> baseline : imputation.baselines().entrySet()) {
      for (Gap gap : gaps) {
        record(
            gap.toString(),
            baseline.getKey(),
            NOTHING,
            NOTHING,
            windows,
            0,
            () -> imputation.scores(baseline.getValue(), gap.pattern(), gap.rate()));
      }
    }
  }

  /**
   * @param samples drawn of each window
   */
  public void imputation(
      Variant variant,
      TrainingSettings settings,
      List<Ask> asks,
      List<Gap> gaps,
      int samples,
      int windows)
      throws IOException {
    Imputation imputation = new Imputation(task, windows);
    try (Served served = new Served(variant, settings)) {
      for (Ask ask : asks) {
        for (Gap gap : gaps) {
          record(
              gap.toString(),
              variant.label(),
              ask + ", " + samples + " samples",
              settings.toString(),
              windows,
              settings.seed(),
              () ->
                  imputation.scores(
                      Imputation.of(served.model(), ask.plan(samples), settings.seed()),
                      gap.pattern(),
                      gap.rate()));
        }
      }
    }
  }

  public void forecasts(Variant variant, TrainingSettings settings, List<Ask> asks, int windows)
      throws IOException {
    Forecasting forecasting = new Forecasting(task, windows);
    try (Served served = new Served(variant, settings)) {
      for (Ask ask : asks) {
        record(
            "forecast",
            variant.label(),
            ask + ", " + Forecasting.SAMPLES + " samples",
            settings.toString(),
            windows,
            settings.seed(),
            () ->
                scores(
                    forecasting,
                    Forecasting.of(
                        served.model(), ask.plan(Forecasting.SAMPLES), settings.seed())));
      }
    }
  }

  /**
   * A trained STGCN.
   *
   * @param name of it
   * @param gaussian whether its own quantiles are put aside for a normal distribution around its
   *     forecast, as wide as its residuals
   */
  public void forecaster(
      String name,
      Training training,
      TrainingBudget budget,
      long seed,
      boolean gaussian,
      int windows)
      throws IOException {
    Forecasting forecasting = new Forecasting(task, windows);
    Task forecast = new Task(task.name(), task.series(), Protocol.SHARES);
    record(
        "forecast",
        name,
        NOTHING,
        training.configuration() + ", " + budget,
        windows,
        seed,
        () -> scores(forecasting, forecast, trained(forecast, training, budget, seed), gaussian));
  }

  /**
   * A small forecaster with quantiles of its own that learns from samples of a diffusion model's
   * forecasts: distillation (Hinton, Vinyals and Dean 2015).
   *
   * @param shares of the examples that are the teacher's; 0 for the same small one alone
   * @param taught inputs that the teacher is asked about
   */
  public void students(
      Variant variant,
      TrainingSettings settings,
      Ask ask,
      List<Double> shares,
      Training small,
      TrainingBudget budget,
      int taught,
      int windows)
      throws IOException {
    Forecasting forecasting = new Forecasting(task, windows);
    Task forecast = new Task(task.name(), task.series(), Protocol.SHARES);
    try (Served served = new Served(variant, settings)) {
      Lessons lessons = new Lessons(task, ask.plan(1), taught, settings.seed());
      for (double share : shares) {
        record(
            "forecast",
            "small STGCN, a share of %s taught by %s".formatted(share, variant.label()),
            ask + ", 1 sample of each of " + taught,
            small.configuration() + ", " + budget + ", " + settings,
            windows,
            settings.seed(),
            () ->
                scores(
                    forecasting,
                    forecast,
                    (share == 0 ? small : small.augmented(lessons.of(served.model(), share)))
                        .run(
                            forecast,
                            budget,
                            settings.seed(),
                            work.resolve(forecast.fingerprint()),
                            news)
                        .bundle(),
                    false));
      }
    }
  }

  private Map<String, Double> scores(
      Forecasting forecasting, Forecasting.Distribution distribution) {
    Map<String, Double> scores = forecasting.scores(distribution);
    news.accept(
        "a forecast takes %.1f ms"
            .formatted(forecasting.cost(distribution, clock).toNanos() / 1e6));
    return scores;
  }

  private Map<String, Double> scores(
      Forecasting forecasting, Task forecast, ModelBundle bundle, boolean gaussian)
      throws IOException {
    try (Forecaster forecaster =
        StgcnBundles.loadForChangedNetwork(bundle, task.series().measured())) {
      ForecasterQuantiles quantiles = new ForecasterQuantiles(forecast, forecaster);
      return scores(forecasting, gaussian ? quantiles.gaussian() : quantiles.own());
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Once, whatever is asked of it. */
  private ModelBundle trained(Task forecast, Training training, TrainingBudget budget, long seed)
      throws IOException {
    String name = training.configuration() + budget + seed;
    if (!forecasters.containsKey(name)) {
      Path home = work.resolve(forecast.fingerprint());
      forecasters.put(name, training.run(forecast, budget, seed, home, news).bundle());
    }
    return forecasters.get(name);
  }

  private DiffusionTraining training() {
    return new DiffusionTraining(work.resolve("diffusion"), clock, command, news);
  }

  /** Trains and opens the model once somebody needs it. */
  private final class Served implements AutoCloseable {
    private final Variant variant;
    private final TrainingSettings settings;
    private DiffusionModel model;

    Served(Variant variant, TrainingSettings settings) {
      this.variant = variant;
      this.settings = settings;
    }

    DiffusionModel model() throws IOException {
      if (model == null) {
        ModelBundle bundle = training().of(task, variant, settings);
        try {
          model = DiffusionModel.of(bundle);
        } catch (BundleException e) {
          throw new IOException(e.getMessage(), e);
        }
      }
      return model;
    }

    @Override
    public void close() {
      if (model != null) {
        model.close();
      }
    }
  }

  private void record(
      String what,
      String model,
      String how,
      String training,
      int windows,
      long seed,
      Measurement measurement)
      throws IOException {
    QualityRun.Key key =
        new QualityRun.Key(task.name(), what, model, how, training, windows, seed, task.dataHash());
    if (!done.add(key)) {
      return;
    }
    Instant begin = clock.instant();
    Map<String, Double> scores = measurement.scores();
    Instant end = clock.instant();
    results.append(
        new QualityRun(
            task.name(),
            what,
            model,
            how,
            training,
            windows,
            seed,
            task.dataHash(),
            CodeVersion.current(),
            command,
            end,
            Duration.between(begin, end).toMillis() / 1000.0,
            scores));
    news.accept("%s: %s %s, seed %d: %s".formatted(what, model, how, seed, scores));
  }
}
