package dev.fairway.diffusion.train;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.scale.FittedScaler;
import dev.fairway.provenance.CodeVersion;
import dev.fairway.provenance.ContentHash;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.ModelCard;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.LearningRate;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Trains the conditional denoiser of a network on its series and writes a bundle.
 *
 * <p>Every step draws from a source of its own, made from the seed and the step's number, so a
 * training that is taken up from a checkpoint goes on as if it had not stopped. As long as the
 * limit in time is not the tighter one, the result depends on settings and data only.
 */
public final class DiffusionTrainer {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int VALIDATION_WINDOWS = 32;
  private static final double WARM_UP = 0.05;
  private static final long STEP_STRIDE = 0x9E3779B97F4A7C15L;

  private final TrainingSettings settings;
  private final Clock clock;

  public DiffusionTrainer(TrainingSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Trains on the split's first part, steered by its second; the third is not looked at.
   *
   * @param bundles directory below which the bundle is written
   * @param checkpoints directory to leave checkpoints in and to take them up from; none if empty. A
   *     checkpoint of other settings or data is not touched. The limit in time starts anew
   * @param command what the bundle's provenance names as what made it
   * @param listener hears of every look at the validation loss
   */
  public ModelBundle train(
      TrafficSeries series,
      ChronologicalSplit split,
      Path bundles,
      Optional<Path> checkpoints,
      String command,
      Consumer<TrainingProgress> listener)
      throws IOException {
    MeasuredNetwork measured = series.measured();
    FittedScaler scaler = FittedScaler.fit(split.train().of(series));
    DiffusionArchitecture architecture =
        new DiffusionArchitecture(
            settings.denoiser(),
            settings.windowSteps(),
            settings.noise(),
            settings.encode(),
            settings.impute());
    TrainingWindows training =
        new TrainingWindows(
            series,
            split.train(),
            settings.windowSteps(),
            scaler.whileTraining(),
            settings.conditionDropout());
    TrainingWindows validation =
        new TrainingWindows(
            series, split.validation(), settings.windowSteps(), scaler.trained(), 0);
    String dataHash = series.hash();
    Optional<Path> checkpoint = checkpoints.map(d -> d.resolve(checkpointName(dataHash)));
    try (TrainingRun run =
        new TrainingRun(measured.network(), measured.channels().size(), settings)) {
      BestWeights best = learn(run, training, validation, checkpoint, listener);
      run.use(best.weights());
      Map<String, byte[]> files =
          Map.of(
              DiffusionModel.WEIGHTS_FILE,
              run.weightsFile(),
              DiffusionModel.SCALER_FILE,
              SafeTensors.write(scaler.tensors()),
              DiffusionModel.NETWORK_FILE,
              DiffusionModel.networkFile(measured));
      Map<String, Double> scores = new TreeMap<>();
      scores.put("validation-loss-start", best.firstLoss());
      scores.put("validation-loss-end", best.loss());
      try (DiffusionModel model =
          DiffusionModel.of(
              measured, architecture, scaler.trained(), files.get(DiffusionModel.WEIGHTS_FILE))) {
        scores.putAll(ImputationScores.of(model, validation, settings.seed()));
      }
      ModelCard card = card(measured, architecture, scores, command, dataHash);
      ModelBundle bundle = ModelBundle.write(bundles, card, files);
      if (checkpoint.isPresent()) {
        Files.deleteIfExists(checkpoint.get());
      }
      return bundle;
    }
  }

  private BestWeights learn(
      TrainingRun run,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      Consumer<TrainingProgress> listener)
      throws IOException {
    TrainingSettings.Budget budget = settings.budget();
    List<TrainingBatch> looks = looks(validation);
    LearningRate rate = LearningRate.cosine(settings.optimisation().peakRate(), WARM_UP);
    Instant begin = clock.instant();
    int step = 0;
    BestWeights best = new BestWeights();
    if (checkpoint.isPresent() && Files.exists(checkpoint.get())) {
      Map<String, HostTensor> saved = run.restore(Files.readAllBytes(checkpoint.get()));
      best = BestWeights.restored(saved);
      step = (int) saved.get("step").values()[0];
    } else {
      best.look(run.validate(looks), run.averagedWeights());
    }
    double sum = 0;
    int since = 0;
    while (step < budget.steps() && best.looksSince() < budget.patience() && timeShare(begin) < 1) {
      RandomGenerator random = GaussianNoise.source(settings.seed() + STEP_STRIDE * (step + 1));
      TrainingBatch batch =
          training.draw(
              settings.optimisation().batch(), settings.noise(), settings.weight(), random);
      // Whichever limit is the tighter one says how far the training has come.
      double progress = Math.max(step / (double) budget.steps(), timeShare(begin));
      sum += run.learn(batch, rate.at(progress));
      since++;
      step++;
      if (step % budget.validateEvery() == 0 || step == budget.steps()) {
        best.look(run.validate(looks), run.averagedWeights());
        listener.accept(new TrainingProgress(step, budget.steps(), sum / since, best.latest()));
        sum = 0;
        since = 0;
        if (checkpoint.isPresent()) {
          save(run, best, step, checkpoint.get());
        }
      }
    }
    if (since > 0) {
      best.look(run.validate(looks), run.averagedWeights());
      listener.accept(new TrainingProgress(step, budget.steps(), sum / since, best.latest()));
    }
    return best;
  }

  private double timeShare(Instant begin) {
    return Duration.between(begin, clock.instant()).toNanos()
        / (double) settings.budget().longest().toNanos();
  }

  private List<TrainingBatch> looks(TrainingWindows validation) {
    RandomGenerator random = GaussianNoise.source(settings.seed());
    int batch = settings.optimisation().batch();
    List<TrainingBatch> looks = new ArrayList<>();
    for (int windows = 0; windows < VALIDATION_WINDOWS; windows += batch) {
      looks.add(validation.spread(batch, settings.noise(), settings.weight(), random));
    }
    return looks;
  }

  private static void save(TrainingRun run, BestWeights best, int step, Path file)
      throws IOException {
    Map<String, HostTensor> more = new TreeMap<>(best.state());
    more.put("step", new HostTensor(new long[] {1}, new float[] {step}));
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, run.save(more));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String checkpointName(String dataHash) {
    String hash = new ContentHash().add(settings.toString()).add(dataHash).hex();
    return "diffusion-" + hash.substring(0, 12) + ".checkpoint";
  }

  private ModelCard card(
      MeasuredNetwork measured,
      DiffusionArchitecture architecture,
      Map<String, Double> scores,
      String command,
      String dataHash) {
    return new ModelCard(
        DiffusionModel.KIND,
        measured.network().id(),
        measured.network().hash(),
        measured.channels().stream().map(Channel::name).toList(),
        measured.channels().stream().map(Channel::unit).toList(),
        Math.toIntExact(measured.interval().toSeconds()),
        JSON.valueToTree(architecture),
        scores,
        new Provenance(command, dataHash, settings.seed(), CodeVersion.current(), clock.instant()));
  }
}
