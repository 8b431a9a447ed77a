package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.RepresentationSearch;
import dev.fairway.diffusion.represent.SearchPlan;
import dev.fairway.diffusion.represent.SearchResult;
import dev.fairway.diffusion.represent.SearchedModel;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The diffusion models of one task and one seed, each trained once, by the first that needs it. */
final class ThinDenoisers {

  private final ThinTask task;
  private final Optional<SourceTraining> source;
  private final TransferPlan plan;
  private final ModernConfig config;
  private final long seed;
  private final Path work;
  private final DiffusionTraining diffusion;
  private final Consumer<String> news;
  private final Map<Arm.Encoding, ModelBundle> searched = new EnumMap<>(Arm.Encoding.class);

  /**
   * @param source for models that are transferred
   * @param config of the forecaster, whose inputs and targets give the lengths of windows
   */
  ThinDenoisers(
      ThinTask task,
      Optional<SourceTraining> source,
      TransferPlan plan,
      ModernConfig config,
      long seed,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news) {
    this.task = task;
    this.source = source;
    this.plan = plan;
    this.config = config;
    this.seed = seed;
    this.work = work;
    this.diffusion = new DiffusionTraining(work.resolve("diffusion"), clock, command, news);
    this.news = news;
  }

  /** A model of inputs, and where a search finds it best to read it. */
  ModelBundle searched(Arm.Encoding encoding) throws IOException {
    ModelBundle known = searched.get(encoding);
    if (known == null) {
      known = search(encoding);
      searched.put(encoding, known);
    }
    return known;
  }

  private ModelBundle search(Arm.Encoding encoding) throws IOException {
    int steps = config.inputSteps();
    ModelBundle bundle =
        switch (encoding) {
          case RANDOM -> diffusion.of(task.windows(), plan.untrained(steps, seed));
          case TRANSFERRED -> transferred(steps);
          default -> diffusion.of(task.windows(), plan.diffusion(steps, seed));
        };
    try (DiffusionModel model = open(bundle)) {
      SearchResult result =
          new RepresentationSearch(
                  model,
                  task.series(),
                  task.split(),
                  SearchPlan.standard(task.series().measured().interval()))
              .run(() -> {}, trial -> {});
      news.accept(
          "%s: probe %.4f at level %.3g, taps %s; the window alone %.4f"
              .formatted(
                  encoding,
                  result.best().error(),
                  result.best().plan().noiseLevel(),
                  result.best().plan().taps(),
                  result.windowAlone()));
      return SearchedModel.write(
          bundle, result, work.resolve("searched"), bundle.card().provenance());
    }
  }

  /** Of windows as long as input and target together. */
  DiffusionModel generator(boolean fromElsewhere) throws IOException {
    int windowSteps = config.inputSteps() + config.horizon();
    return open(
        fromElsewhere
            ? transferred(windowSteps)
            : diffusion.of(task.windows(), plan.diffusion(windowSteps, seed)));
  }

  /** One that has learned nothing: what it expects is the best linear guess. */
  DiffusionModel unlearnedGenerator() throws IOException {
    return open(
        diffusion.of(task.windows(), plan.untrained(config.inputSteps() + config.horizon(), seed)));
  }

  /** Of latents of inputs. */
  DiffusionModel autoEncoder() throws IOException {
    return open(
        diffusion.of(
            task.windows(), plan.autoEncoder(config.inputSteps(), task.series().measured(), seed)));
  }

  /** Of inputs, whose holes it fills. */
  DiffusionModel filling(Filling filling) throws IOException {
    int steps = config.inputSteps();
    return open(
        filling == Filling.TRANSFERRED
            ? transferred(steps)
            : diffusion.of(task.windows(), plan.diffusion(steps, seed)));
  }

  /** The source's denoiser, gone on with on the days at hand. */
  private ModelBundle transferred(int windowSteps) throws IOException {
    return diffusion.from(
        source.orElseThrow().denoiser(windowSteps, seed),
        task.windows(),
        plan.diffusion(windowSteps, seed));
  }

  static DiffusionModel open(ModelBundle bundle) throws IOException {
    try {
      return DiffusionModel.of(bundle);
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
