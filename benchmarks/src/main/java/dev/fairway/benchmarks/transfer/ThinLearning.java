package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.diffusion.Lessons;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.diffusion.represent.TunedDenoiser;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Attack;
import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.AugmentationChoice;
import dev.fairway.forecast.ForecasterTrainer;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.Representation;
import dev.fairway.forecast.SourceForecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.augment.Jitter;
import dev.fairway.forecast.augment.Mixup;
import dev.fairway.forecast.augment.Sequence;
import dev.fairway.forecast.augment.Synthetic;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.forecast.augment.WindowWarp;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All arms of one task and one seed. What several of them need, encoder and drawn windows, is made
 * once, by the first that needs it.
 */
final class ThinLearning implements AutoCloseable {

  /** Deviation of the noise, as usual in the literature on time series. */
  private static final double JITTER = 0.05;

  /** Share of the examples that are mixed, and that are warped. */
  private static final double CHANGED = 0.5;

  /** Of the denoiser's own loss beside that of the forecast. */
  private static final double JOINT_WEIGHT = 0.1;

  /** Share of the cells that masked pretraining hides. */
  private static final double MASKED = 0.25;

  /** That of {@code benchmarks/run faults}, on every reading. */
  private static final Attack ATTACK = Attack.of(0.2, 3, 1);

  /**
   * Steps of a usual training in the time of one under attack: its gradients, and a second loss.
   */
  static final int ATTACKED_COST = ATTACK.iterations() + 2;

  /** Of the examples whose targets are completed; of it and of 0 the validation part chooses. */
  static final List<Double> COMPLETED_SHARES = List.of(0.5);

  /** Of the examples that are a teacher's, of which and of 0 the validation part chooses. */
  static final List<Double> TAUGHT_SHARES = List.of(0.5, 1.0);

  /** Examples that are completed, or taught, at most. */
  private static final int MOST_COMPLETED = 3000;

  /** A teacher says what it expects: students of this study forecast one number, not samples. */
  private static final ImputePlan EXPECTED = new ImputePlan(SamplerKind.MEAN, 1, 1);

  private final ThinTask task;
  private final Optional<SourceTraining> source;
  private final TransferPlan plan;
  private final long seed;
  private final Path work;
  private final Clock clock;
  private final Consumer<String> news;
  private final ModernConfig config = ModernConfig.standard();
  private final ThinDenoisers denoisers;
  private final Map<Arm.Encoding, Encoder> encoders = new HashMap<>();
  private final Map<Pool, SyntheticPool> drawn = new HashMap<>();
  private final Map<Arm.Blending, DiffusionModel> blended = new EnumMap<>(Arm.Blending.class);
  private final Fillers fillers;

  /**
   * @param source for the arms that need one
   */
  ThinLearning(
      ThinTask task,
      Optional<SourceTraining> source,
      TransferPlan plan,
      long seed,
      Path work,
      String command,
      Clock clock,
      Consumer<String> news) {
    this.task = task;
    this.source = source;
    this.plan = plan;
    this.seed = seed;
    this.work = work;
    this.clock = clock;
    this.news = news;
    this.denoisers =
        new ThinDenoisers(task, source, plan, config, seed, work, command, clock, news);
    this.fillers = new Fillers(task, denoisers::filling);
  }

  /** What arms must have in common to share drawn windows. */
  private record Pool(Arm.Encoding encoding, boolean fromElsewhere) {

    static Pool of(Arm arm) {
      return arm.change() == Arm.Change.NONE
          ? new Pool(Arm.Encoding.NONE, true)
          : new Pool(arm.encoding(), arm.change() == Arm.Change.TRANSFERRED);
    }
  }

  /**
   * What an arm came to.
   *
   * @param chosen on the validation part
   * @param errors on the test part; empty if there was nothing to learn from
   */
  record Outcome(Map<String, String> chosen, Map<String, Map<String, List<DayErrors>>> errors) {}

  Outcome run(Arm arm) throws IOException {
    return switch (arm.encoding()) {
      case TUNED -> tuned(0);
      case JOINT -> tuned(JOINT_WEIGHT);
      default -> fixed(arm);
    };
  }

  /** With a denoiser that learns on, from where the frozen one is. */
  private Outcome tuned(double jointWeight) throws IOException {
    ModelBundle source = denoisers.searched(Arm.Encoding.DIFFUSION);
    try (TunedDenoiser encoder =
        new TunedDenoiser(
            source,
            task.series(),
            task.split(),
            jointWeight,
            work.resolve("tuned"),
            seed,
            () -> source.card().provenance())) {
      ModelBundle bundle =
          trained(Filling.PRODUCT, Additions.of(new Representation.Tuned(encoder)));
      try (StgcnForecaster forecaster = load(bundle)) {
        DiffusionModel learned = encoder.learned(forecaster.encoder().orElseThrow());
        return new Outcome(
            Map.of("representation", Encoder.words(learned)),
            TestErrors.of(
                WindowForecasts.of(forecaster),
                new ScoredWindows(
                    task,
                    config,
                    fillers.of(Filling.PRODUCT),
                    Optional.of(new DiffusionFeatures(learned, task.series())))));
      }
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Outcome fixed(Arm arm) throws IOException {
    if (!task.arrivals().equals(Arrivals.ALL)) {
      news.accept(
          "%s: what is filled in is off by %s in the validation part"
              .formatted(
                  arm.label(),
                  FillError.words(
                      FillError.of(
                          fillers.of(arm.filling()),
                          task,
                          task.split().validation(),
                          config.inputSteps()),
                      task)));
    }
    if (arm.needsDrawn() && pool(Pool.of(arm)).examples().isEmpty()) {
      return new Outcome(Map.of("augmentation", "no drawn window was accepted"), Map.of());
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    Optional<NodeFeatures> features = Optional.empty();
    Representation representation = new Representation.None();
    if (arm.encoding() != Arm.Encoding.NONE) {
      Encoder encoder = encoder(arm.encoding());
      chosen.put("representation", encoder.words());
      features = Optional.of(encoder.features());
      representation = new Representation.Frozen(encoder.features());
    }
    Representation given = representation;
    Optional<Attack> attack = arm.isAttacked() ? Optional.of(ATTACK) : Optional.empty();
    Optional<SourceForecaster> begun = pretrained(arm.pretraining());
    AugmentationChoice.Outcome outcome =
        AugmentationChoice.among(
            augmentations(arm),
            augmentation ->
                trained(arm.filling(), new Additions(given, augmentation, attack, begun)));
    if (arm.change() != Arm.Change.NONE) {
      chosen.put("augmentation", outcome.choice().chosen());
    }
    try (StgcnForecaster forecaster = load(outcome.bundle())) {
      ScoredWindows windows = new ScoredWindows(task, config, fillers.of(arm.filling()), features);
      WindowForecasts forecasts = WindowForecasts.of(forecaster);
      if (arm.blending() != Arm.Blending.NONE) {
        Blend blend = blended(forecasts, arm.blending(), windows);
        chosen.put("blend", "%.2f on average".formatted(blend.meanShare()));
        forecasts = blend;
      }
      return new Outcome(chosen, TestErrors.of(forecasts, windows));
    }
  }

  private Blend blended(WindowForecasts forecasts, Arm.Blending with, ScoredWindows windows)
      throws IOException {
    DiffusionModel known = blended.get(with);
    if (known == null) {
      known =
          with == Arm.Blending.LINEAR
              ? denoisers.unlearnedGenerator()
              : denoisers.generator(with == Arm.Blending.TRANSFERRED);
      blended.put(with, known);
    }
    return Blend.fit(
        forecasts,
        new Foresight(known, task.series(), config.inputSteps()),
        windows,
        task.split().validation(),
        task.series().measured().forecastChannels());
  }

  private StgcnForecaster load(ModelBundle bundle) throws IOException {
    try {
      return StgcnBundles.load(bundle, task.series().measured());
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private List<Augmentation> augmentations(Arm arm) throws IOException {
    return switch (arm.change()) {
      case NONE -> List.of(Augmentation.none());
      case CLASSIC ->
          List.of(
              Sequence.of(
                  new Jitter(StandardScaler.fit(task.training()), JITTER),
                  new Mixup(CHANGED),
                  new WindowWarp(CHANGED)));
      case SYNTHETIC, TRANSFERRED ->
          pool(Pool.of(arm)).candidates(plan.probabilities(), Synthetic.Mode.REPLACE);
      case SYNTHETIC_ALONE -> List.of(new Synthetic(pool(Pool.of(arm)), Synthetic.Mode.REPLACE, 1));
      case COMPLETED -> completed(arm).candidates(COMPLETED_SHARES, Synthetic.Mode.REPLACE);
      case TAUGHT, TAUGHT_TRANSFERRED, TAUGHT_LINEAR ->
          taught(arm).candidates(TAUGHT_SHARES, Synthetic.Mode.REPLACE);
    };
  }

  private Optional<SourceForecaster> pretrained(Pretraining pretraining) throws IOException {
    return switch (pretraining) {
      case NONE -> Optional.empty();
      case OTHER_NETWORK -> Optional.of(known(source.orElseThrow().forecaster(config, seed)));
      case DRAWN -> Optional.of(before(drawnAlone(), Optional.empty()));
      case OTHER_NETWORK_AND_DRAWN ->
          Optional.of(before(drawnAlone(), pretrained(Pretraining.OTHER_NETWORK)));
      case MASKED -> Optional.of(before(masked(), Optional.empty()).trunk());
    };
  }

  /** Windows of other networks' diffusion model, and no real ones. */
  private Augmentation drawnAlone() throws IOException {
    return new Synthetic(pool(new Pool(Arm.Encoding.NONE, true)), Synthetic.Mode.REPLACE, 1);
  }

  private Augmentation masked() throws IOException {
    return new MaskedWindows(MASKED, fillers.of(Filling.PRODUCT));
  }

  /** A training before the training, as long as a denoiser's. */
  private SourceForecaster before(Augmentation learned, Optional<SourceForecaster> begun)
      throws IOException {
    return known(
        trained(
            Filling.PRODUCT,
            new Additions(new Representation.None(), learned, Optional.empty(), begun),
            plan.diffusionSteps()));
  }

  private SourceForecaster known(ModelBundle bundle) throws IOException {
    try {
      return StgcnBundles.source(bundle, task.series().measured());
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private ModelBundle trained(Filling filling, Additions additions) throws IOException {
    return trained(filling, additions, plan.forecasterSteps());
  }

  private ModelBundle trained(Filling filling, Additions additions, int steps) throws IOException {
    HoleFiller filler = fillers.of(filling);
    return new ForecasterTrainer(
            task.series(),
            config,
            plan.forecaster(task, task.examples(config), steps, seed),
            known -> filler,
            additions,
            clock)
        .train(
            work.resolve("bundles"),
            work.resolve("checkpoints").resolve(filling.name()),
            "transfer",
            progress -> {});
  }

  private Encoder encoder(Arm.Encoding encoding) throws IOException {
    Encoder known = encoders.get(encoding);
    if (known == null) {
      known =
          switch (encoding) {
            case FORESIGHT, TRANSFERRED_FORESIGHT ->
                Encoder.ofForesight(
                    denoisers.generator(encoding == Arm.Encoding.TRANSFERRED_FORESIGHT),
                    task,
                    config.inputSteps());
            case LINEAR_FORESIGHT ->
                Encoder.ofForesight(denoisers.unlearnedGenerator(), task, config.inputSteps());
            case AUTO_ENCODER -> Encoder.ofAutoEncoder(denoisers.autoEncoder(), task);
            default -> Encoder.of(ThinDenoisers.open(denoisers.searched(encoding)), task);
          };
      encoders.put(encoding, known);
    }
    return known;
  }

  private SyntheticPool completed(Arm arm) throws IOException {
    try (DiffusionModel model = denoisers.generator(false)) {
      return CompletedExamples.of(
          model, task, fillers.of(arm.filling()), config.inputSteps(), MOST_COMPLETED);
    }
  }

  private SyntheticPool taught(Arm arm) throws IOException {
    try (DiffusionModel teacher =
        arm.change() == Arm.Change.TAUGHT_LINEAR
            ? denoisers.unlearnedGenerator()
            : denoisers.generator(arm.change() == Arm.Change.TAUGHT_TRANSFERRED)) {
      return new Lessons(task.windows(), EXPECTED, MOST_COMPLETED, seed).pool(teacher);
    }
  }

  private SyntheticPool pool(Pool pool) throws IOException {
    SyntheticPool known = drawn.get(pool);
    if (known == null) {
      Optional<Function<TrafficWindow, float[]>> representation = Optional.empty();
      if (pool.encoding() != Arm.Encoding.NONE) {
        representation = Optional.of(encoder(pool.encoding()).drawn());
      }
      try (DiffusionModel model = denoisers.generator(pool.fromElsewhere())) {
        known =
            SyntheticExamples.draw(
                model,
                pool.fromElsewhere()
                    ? "a diffusion model of another network and these days"
                    : "a diffusion model of the same days",
                task,
                config.inputSteps(),
                plan.synthetic(),
                representation,
                seed,
                news);
      }
      drawn.put(pool, known);
    }
    return known;
  }

  @Override
  public void close() {
    encoders.values().forEach(Encoder::close);
    blended.values().forEach(DiffusionModel::close);
    fillers.close();
  }
}
