package dev.fairway.cli.train;

import dev.fairway.cli.evaluate.PartEvaluation;
import dev.fairway.cli.evaluate.ScoreTable;
import dev.fairway.cli.models.ChoiceTable;
import dev.fairway.cli.represent.OpenEncoder;
import dev.fairway.cli.represent.WindowBar;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.diffusion.represent.TunedDenoiser;
import dev.fairway.diffusion.transfer.TaughtWindows;
import dev.fairway.forecast.Additions;
import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.ForecasterTrials;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.forecast.Representation;
import dev.fairway.forecast.SourceForecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.ingest.dataset.AggregatedSeries;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A forecaster, scored on the test part beside the baselines. Where a model's windows are beside
 * the data, the validation part chooses whether it learns from them too.
 *
 * @param encoding whose representation it is given, if anybody's
 * @param asked how much of the examples may be synthetic; empty if nobody says
 * @param usual what holds then, if there are windows to learn from
 * @param teacher whose forecasts are learned from, in the place of the data set's synthetic windows
 * @param source bundle of a forecaster of another network to go on with, if any; then the file says
 *     only how it is trained
 * @param out where the bundle and, below, checkpoints are made
 * @param command what the card names as having made the model
 */
public record ForecasterDataTraining(
    AggregatedSeries read,
    TrainingFile file,
    Optional<Encoding> encoding,
    Optional<SyntheticShares> asked,
    SyntheticShares usual,
    Optional<Teacher> teacher,
    Optional<Path> source,
    Path out,
    String command,
    Clock clock)
    implements DataTraining {

  /** Windows of the test part that the printed scores are taken on. */
  private static final int SCORED_WINDOWS = 300;

  private static final String MAKER = "windows of the data set";

  private static final int ID_DIGITS = 12;

  /**
   * @throws IllegalArgumentException if synthetic examples are asked for and there are none, or
   *     none as long as the forecaster's
   */
  @Override
  public ModelBundle run(PrintWriter to, StopRequest stop) throws IOException, BundleException {
    if (encoding.isEmpty()) {
      ModelBundle bundle = trained(to, stop, Additions.NONE, Optional.empty());
      show(to, bundle, Optional.empty());
      return bundle;
    }
    try (OpenEncoder encoder = OpenEncoder.of(encoding.get().diffusion(), read.series())) {
      if (encoding.get().jointWeight().isPresent()) {
        return tuned(to, stop, encoder.bundle(), encoding.get().jointWeight().get());
      }
      ModelBundle bundle =
          trained(
              to,
              stop,
              Additions.of(encoder.features()),
              Optional.of(window -> encoder.features().encode(window)));
      show(to, bundle, Optional.of(encoder.features()));
      return bundle;
    }
  }

  private ModelBundle tuned(PrintWriter to, StopRequest stop, ModelBundle source, double weight)
      throws IOException, BundleException {
    try (TunedDenoiser encoder =
        new TunedDenoiser(
            source,
            read.series(),
            split(),
            weight,
            out,
            file.plan().seed(),
            () ->
                new Provenance(
                    command,
                    read.series().hash(),
                    file.plan().seed(),
                    CodeVersion.current(),
                    clock.instant()))) {
      ModelBundle bundle =
          trained(to, stop, Additions.of(new Representation.Tuned(encoder)), Optional.empty());
      String id = StgcnBundles.encoder(bundle.card()).orElseThrow();
      to.println("encoder  " + out.resolve(ModelBundle.directoryName(DiffusionModel.KIND, id)));
      show(to, bundle, Optional.of(new DiffusionFeatures(encoder.learned(id), read.series())));
      return bundle;
    }
  }

  private ModelBundle trained(
      PrintWriter to,
      StopRequest stop,
      Additions additions,
      Optional<Function<TrafficWindow, float[]>> representation)
      throws IOException, BundleException {
    TrafficSeries series = read.series();
    Optional<SourceForecaster> known = known();
    ForecasterConfig config = known.map(SourceForecaster::config).orElse(file.model());
    List<Augmentation> candidates =
        teacher.isPresent()
            ? taught(to, stop, teacher.get(), config, representation)
            : candidates(to, config, representation);
    ModelBundle bundle;
    try (TrainingBar bar = new TrainingBar()) {
      bundle =
          new ForecasterTrials(
                  series,
                  config,
                  file.plan(),
                  HoleFiller::seasonal,
                  known.map(additions::from).orElse(additions),
                  candidates,
                  clock)
              .train(
                  out,
                  out.resolve("checkpoints"),
                  command,
                  progress -> {
                    stop.check();
                    bar.show(progress);
                  });
    }
    StgcnBundles.augmentation(bundle).map(ChoiceTable::of).ifPresent(to::print);
    to.println("model  " + bundle.directory());
    return bundle;
  }

  private void show(PrintWriter to, ModelBundle bundle, Optional<NodeFeatures> features)
      throws IOException, BundleException {
    TrafficSeries series = read.series();
    try (StgcnForecaster model = StgcnBundles.load(bundle, series.measured())) {
      PartEvaluation evaluation =
          new PartEvaluation(
              series,
              split(),
              model.config().inputSteps(),
              model.config().horizon(),
              features,
              SCORED_WINDOWS);
      to.print(ScoreTable.of(evaluation.withBaselines(Optional.of(model))));
    }
    to.flush();
  }

  private List<Augmentation> taught(
      PrintWriter to,
      StopRequest stop,
      Teacher asking,
      ForecasterConfig config,
      Optional<Function<TrafficWindow, float[]>> representation)
      throws IOException, BundleException {
    SyntheticShares shares = asked.orElse(SyntheticShares.taught(usual.mode()));
    if (shares.areNone()) {
      throw new IllegalArgumentException(
          "--teacher %s: with --synthetic %s it has nothing to teach"
              .formatted(asking.diffusion(), shares));
    }
    if (!read.synthetic().isEmpty()) {
      to.printf(
          "%,d windows that a model made are left aside: a teacher stands in their place%n",
          read.synthetic().size());
    }
    SyntheticPool pool;
    try (OpenEncoder opened = OpenEncoder.of(asking.diffusion(), read.series());
        WindowBar bar = new WindowBar("asking the teacher", asking.most())) {
      pool =
          SyntheticPool.of(
              TaughtWindows.of(
                  opened.model(),
                  read.series(),
                  split().train(),
                  config.inputSteps(),
                  config.horizon(),
                  opened.model().architecture().impute(),
                  asking.most(),
                  file.plan().seed(),
                  done -> {
                    stop.check();
                    bar.step();
                  }),
              config.inputSteps(),
              config.horizon(),
              HoleFiller.seasonal(split().train().of(read.series())),
              representation,
              "teacher " + opened.model().id().substring(0, ID_DIGITS));
    }
    to.printf(
        "%,d forecasts of the teacher: learned from with a probability of %s%n",
        pool.examples().size(), shares);
    to.flush();
    return pool.candidates(shares.probabilities(), shares.mode());
  }

  private List<Augmentation> candidates(
      PrintWriter to,
      ForecasterConfig config,
      Optional<Function<TrafficWindow, float[]>> representation) {
    int exampleSteps = config.inputSteps() + config.horizon();
    SyntheticShares shares = asked.orElse(usual);
    if (shares.areNone() || (asked.isEmpty() && read.synthetic().isEmpty())) {
      return List.of(Augmentation.none());
    }
    if (read.synthetic().isEmpty()) {
      throw new IllegalArgumentException(
          "--synthetic %s: the data set holds no windows that a model made; fairway augment makes such a data set"
              .formatted(shares));
    }
    if (asked.isEmpty()
        && read.synthetic().stream().anyMatch(window -> window.steps() < exampleSteps)) {
      to.printf(
          "%,d windows that a model made are left aside: %d intervals, an example has %d%n",
          read.synthetic().size(), read.synthetic().get(0).steps(), exampleSteps);
      to.flush();
      return List.of(Augmentation.none());
    }
    SyntheticPool pool =
        SyntheticPool.of(
            read.synthetic(),
            config.inputSteps(),
            config.horizon(),
            HoleFiller.seasonal(split().train().of(read.series())),
            representation,
            MAKER);
    to.printf(
        "%,d windows that a model made, %,d examples: learned from with a probability of %s%n",
        read.synthetic().size(), pool.examples().size(), shares);
    to.flush();
    return pool.candidates(shares.probabilities(), shares.mode());
  }

  private ChronologicalSplit split() {
    return ChronologicalSplit.byFractions(
        read.series().steps(), file.plan().trainShare(), file.plan().validationShare());
  }

  private Optional<SourceForecaster> known() throws IOException, BundleException {
    return source.isEmpty()
        ? Optional.empty()
        : Optional.of(
            StgcnBundles.source(ModelBundle.open(source.get()), read.series().measured()));
  }
}
