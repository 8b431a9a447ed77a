package dev.fairway.forecast;

import ai.djl.ndarray.NDManager;
import dev.fairway.network.Site;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ContentHash;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.score.ScoreSummary;
import dev.fairway.season.FittedSeasons;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * From a series to a model bundle: split in time order, train on the first part, steer and
 * calibrate on the second, score on the third.
 */
public final class ForecasterTrainer {

  /** Windows of a part that scores are taken on. */
  private static final int SCORED_WINDOWS = 300;

  /** What an encoder learns is named so among the weights. */
  private static final String OF_ENCODER = "encoder";

  private static final String BY_ENCODER = OF_ENCODER + ".";

  private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};

  private final TrafficSeries series;
  private final ForecasterConfig config;
  private final TrainingPlan plan;
  private final Additions additions;
  private final InstantSource clock;
  private final ChronologicalSplit split;
  private final StandardScaler scaler;
  private final HoleFiller filler;

  /**
   * @param filler is fitted to the training part only
   * @throws IllegalArgumentException if a part is too short for a window, or the source of another
   *     configuration
   */
  public ForecasterTrainer(
      TrafficSeries series,
      ForecasterConfig config,
      TrainingPlan plan,
      HoleFiller.Factory filler,
      Additions additions,
      InstantSource clock) {
    this.series = series;
    this.config = config;
    this.plan = plan;
    this.additions = additions;
    this.clock = clock;
    this.split =
        ChronologicalSplit.byFractions(series.steps(), plan.trainShare(), plan.validationShare());
    TrafficSeries training = split.train().of(series);
    this.scaler = StandardScaler.fit(training);
    this.filler = filler.fit(training);
    additions.representation().tuned().ifPresent(this::requireSteps);
    additions.source().ifPresent(source -> source.require(config));
    requireWindows("training", split.train());
    requireWindows("validation", split.validation());
    requireWindows("test", split.test());
  }

  /**
   * Trains, or goes on with an earlier training of the same series, configuration and plan.
   *
   * @param parent the bundle's directory is made below it
   * @param work where the checkpoint lies; it is deleted at the end
   * @param command what the provenance names as having made the bundle
   */
  public ModelBundle train(
      Path parent, Path work, String command, Consumer<TrainingProgress> listener)
      throws IOException {
    StgcnArchitecture architecture = architecture();
    Path checkpoint = TrainingCheckpoint.file(work, fingerprint());
    Optional<FittedSeasons> seasons =
        config.knowsSeasons()
            ? Optional.of(FittedSeasons.fit(split.train().of(series)))
            : Optional.empty();
    Map<String, HostTensor> weights = weights(architecture, seasons, checkpoint, listener);
    Optional<NodeFeatures> features = additions.representation().fixed();
    Optional<TunedEncoder> tuned = additions.representation().tuned();
    if (tuned.isPresent()) {
      features = Optional.of(tuned.get().learned(Parameters.part(weights, BY_ENCODER)));
      weights.keySet().removeIf(name -> name.startsWith(BY_ENCODER));
      architecture = architecture.encodedBy(features.get().encoder());
    }
    TrainedForecaster trained =
        new TrainedForecaster(
            architecture, weights, Optional.empty(), seasons.map(FittedSeasons::means));
    if (!config.head().hasQuantiles()) {
      trained = trained.calibrated(calibrate(trained, features));
    }
    Map<String, Double> scores = scores(trained, features);
    ModelBundle bundle =
        StgcnBundles.write(
            parent,
            series.measured(),
            trained,
            scores,
            plan,
            new Provenance(
                command, series.hash(), plan.seed(), CodeVersion.current(), clock.instant()));
    Files.deleteIfExists(checkpoint);
    return bundle;
  }

  private Map<String, HostTensor> weights(
      StgcnArchitecture architecture,
      Optional<FittedSeasons> seasons,
      Path checkpoint,
      Consumer<TrainingProgress> listener)
      throws IOException {
    MeasuredNetwork measured = series.measured();
    try (NDManager root = TensorEngine.newRoot();
        Parameters parameters = new Parameters(root, plan.seed())) {
      InputEncoder encoder =
          new InputEncoder(measured, config, scaler, seasons, architecture.features());
      ForecastHeads heads =
          new ForecastHeads(
              config.head(), measured, scaler.select(measured.forecastChannels()), LEVELS);
      ForecastNetwork network =
          ForecastNetwork.of(
              config, parameters, measured, encoder.inputs(), heads, architecture.features());
      additions.source().ifPresent(its -> parameters.set(its.weights()));
      TrainingGraphs graphs =
          new TrainingGraphs(
              root,
              NetworkGraph.matrices(config, measured.network()),
              config.ties().weights(measured.network()).symmetric(),
              config.reach(),
              plan.sitesPerBatch(),
              plan.seed());
      new TrainingLoop(
              root,
              parameters,
              network,
              graphs,
              heads,
              encoder,
              tuning(root, parameters),
              config,
              plan,
              additions,
              clock,
              listener)
          .run(
              data(split.train(), additions.representation().fixed()),
              data(split.validation(), additions.representation().fixed()),
              checkpoint);
      return parameters.values();
    }
  }

  private Optional<Tuning> tuning(NDManager root, Parameters parameters) {
    return additions
        .representation()
        .tuned()
        .map(
            encoder ->
                new Tuning(
                    encoder.layers(root, parameters.in(OF_ENCODER)),
                    name -> name.startsWith(BY_ENCODER) ? encoder.rateShare() : 1,
                    series.measured().network().id()));
  }

  private ResidualCalibration calibrate(
      TrainedForecaster trained, Optional<NodeFeatures> features) {
    try (StgcnForecaster uncalibrated = forecaster(trained)) {
      return SplitConformal.calibrate(
          input -> uncalibrated.forecast(input).mean(),
          data(split.validation(), features),
          series.measured(),
          config.horizon(),
          LEVELS);
    }
  }

  /** MAE and RMSE of the model, and the MAE of the two baselines, by part and channel. */
  private Map<String, Double> scores(TrainedForecaster trained, Optional<NodeFeatures> features) {
    Map<String, Double> scores = new TreeMap<>();
    try (StgcnForecaster forecaster = forecaster(trained)) {
      putScores(scores, "validation", split.validation(), forecaster, features);
      putScores(scores, "test", split.test(), forecaster, features);
    }
    return scores;
  }

  private void putScores(
      Map<String, Double> scores,
      String name,
      ChronologicalSplit.Part part,
      StgcnForecaster forecaster,
      Optional<NodeFeatures> features) {
    MeasuredNetwork measured = series.measured();
    Evaluation evaluation =
        new Evaluation(
            series, part, config.inputSteps(), config.horizon(), filler, features, SCORED_WINDOWS);
    ForecastScores model = evaluation.of(forecaster);
    ForecastScores lastValue = evaluation.ofLastValue(measured);
    ForecastScores seasonal = evaluation.ofSeasonal(split.train().of(series));
    int[] targets = measured.forecastChannels();
    for (int target = 0; target < targets.length; target++) {
      Channel channel = measured.channels().get(targets[target]);
      String prefix = name + "." + channel.name() + ".";
      ScoreSummary all = model.of(target);
      if (all.count() > 0) {
        scores.put(prefix + "mae", all.mae());
        scores.put(prefix + "rmse", all.rmse());
        scores.put(prefix + "crps", all.crps());
        scores.put(prefix + "coverage", all.coverage());
        scores.put(prefix + "mae.last-value", lastValue.of(target).mae());
        scores.put(prefix + "mae.seasonal", seasonal.of(target).mae());
      }
    }
  }

  private StgcnForecaster forecaster(TrainedForecaster trained) {
    return new StgcnForecaster("unpublished", trained, series.measured());
  }

  private Examples data(ChronologicalSplit.Part part, Optional<NodeFeatures> features) {
    return new Examples(series, part, config.inputSteps(), config.horizon(), filler, features);
  }

  private StgcnArchitecture architecture() {
    return new StgcnArchitecture(
        config,
        scaler,
        additions.representation().size(),
        additions.representation().fixed().map(NodeFeatures::encoder).orElse(""),
        Arrays.stream(LEVELS).boxed().toList(),
        series.measured().network().sites().stream().map(Site::id).toList());
  }

  /** Of all that the weights follow from, but for the time that a training may take. */
  String fingerprint() {
    ContentHash hash =
        new ContentHash()
            .add(architecture().toString())
            .add(plan.within(Duration.ZERO).toString())
            .add(additions.augmentation().name())
            .add(series.hash());
    additions.representation().tuned().ifPresent(encoder -> hash.add(encoder.name()));
    additions.attack().ifPresent(attack -> hash.add(attack.toString()));
    additions.source().ifPresent(its -> hash.add(its.id()));
    return hash.hex();
  }

  private void requireSteps(TunedEncoder encoder) {
    if (encoder.steps() != config.inputSteps()) {
      throw new IllegalArgumentException(
          "Encoder %s reads windows of %d intervals, the forecaster's inputSteps are %d"
              .formatted(encoder.name(), encoder.steps(), config.inputSteps()));
    }
  }

  private void requireWindows(String name, ChronologicalSplit.Part part) {
    if (data(part, additions.representation().fixed()).size() == 0) {
      throw new IllegalArgumentException(
          "The %s part of %s, %d steps, holds no window of %d + %d observed steps"
              .formatted(name, series, part.steps(), config.inputSteps(), config.horizon()));
    }
  }
}
