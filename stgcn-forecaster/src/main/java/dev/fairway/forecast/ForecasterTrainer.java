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
    MeasuredNetwork measured = series.measured();
    String dataHash = series.hash();
    int featureSize = additions.features().map(NodeFeatures::size).orElse(0);
    StgcnArchitecture architecture =
        new StgcnArchitecture(
            config,
            scaler,
            featureSize,
            additions.features().map(NodeFeatures::encoder).orElse(""),
            Arrays.stream(LEVELS).boxed().toList(),
            measured.network().sites().stream().map(Site::id).toList());
    Path checkpoint = TrainingCheckpoint.file(work, fingerprint(architecture, dataHash));
    Optional<FittedSeasons> seasons =
        config.knowsSeasons()
            ? Optional.of(FittedSeasons.fit(split.train().of(series)))
            : Optional.empty();
    TrainedForecaster trained =
        new TrainedForecaster(
            architecture,
            weights(architecture, seasons, checkpoint, listener),
            Optional.empty(),
            seasons.map(FittedSeasons::means));
    if (!config.head().hasQuantiles()) {
      trained = trained.calibrated(calibrate(trained));
    }
    Map<String, Double> scores = scores(trained);
    ModelBundle bundle =
        StgcnBundles.write(
            parent,
            measured,
            trained,
            scores,
            plan,
            new Provenance(command, dataHash, plan.seed(), CodeVersion.current(), clock.instant()));
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
      additions.source().ifPresent(its -> parameters.load(its.over(parameters.values())));
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
              config,
              plan,
              additions,
              clock,
              listener)
          .run(data(split.train()), data(split.validation()), checkpoint);
      return parameters.values();
    }
  }

  private ResidualCalibration calibrate(TrainedForecaster trained) {
    try (StgcnForecaster uncalibrated = forecaster(trained)) {
      return SplitConformal.calibrate(
          input -> uncalibrated.forecast(input).mean(),
          data(split.validation()),
          series.measured(),
          config.horizon(),
          LEVELS);
    }
  }

  /** MAE and RMSE of the model, and the MAE of the two baselines, by part and channel. */
  private Map<String, Double> scores(TrainedForecaster trained) {
    Map<String, Double> scores = new TreeMap<>();
    try (StgcnForecaster forecaster = forecaster(trained)) {
      putScores(scores, "validation", split.validation(), forecaster);
      putScores(scores, "test", split.test(), forecaster);
    }
    return scores;
  }

  private void putScores(
      Map<String, Double> scores,
      String name,
      ChronologicalSplit.Part part,
      StgcnForecaster forecaster) {
    MeasuredNetwork measured = series.measured();
    Evaluation evaluation =
        new Evaluation(
            series,
            part,
            config.inputSteps(),
            config.horizon(),
            filler,
            additions.features(),
            SCORED_WINDOWS);
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

  private Examples data(ChronologicalSplit.Part part) {
    return new Examples(
        series, part, config.inputSteps(), config.horizon(), filler, additions.features());
  }

  private String fingerprint(StgcnArchitecture architecture, String dataHash) {
    ContentHash hash =
        new ContentHash()
            .add(architecture.toString())
            .add(plan.within(Duration.ZERO).toString())
            .add(additions.augmentation().name())
            .add(dataHash);
    additions.attack().ifPresent(attack -> hash.add(attack.toString()));
    additions.source().ifPresent(its -> hash.add(its.id()));
    return hash.hex();
  }

  private void requireWindows(String name, ChronologicalSplit.Part part) {
    if (data(part).size() == 0) {
      throw new IllegalArgumentException(
          "The %s part of %s, %d steps, holds no window of %d + %d observed steps"
              .formatted(name, series, part.steps(), config.inputSteps(), config.horizon()));
    }
  }
}
