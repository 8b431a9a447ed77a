package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.FittedSpan;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.latent.WindowSpace;
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
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains the conditional denoiser of a network on its series, alone, from a teacher or from a model
 * of another network, and writes a bundle. As long as the limit in time is not the tighter one, the
 * result depends on settings and data only.
 */
public final class DiffusionTrainer {

  /** File of the bundle: the settings of its training, and the model that it began with. */
  private static final String SETTINGS_FILE = "training.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .build();

  private final Course course;
  private final TrainingSettings settings;
  private final Clock clock;

  private DiffusionTrainer(Course course, Clock clock) {
    this.course = course;
    this.settings = course.settings();
    this.clock = clock;
  }

  public DiffusionTrainer(TrainingSettings settings, Clock clock) {
    this(new DataCourse(settings, clock), clock);
  }

  /**
   * Trains a model that needs few steps.
   *
   * @param teacher stays the caller's
   * @param settings how the student is trained; how it is built, the teacher says
   * @throws IllegalArgumentException if the method cannot be used with this teacher; it says why
   */
  public static DiffusionTrainer distilling(
      Teacher teacher, Distillation method, TrainingSettings settings, Clock clock) {
    TrainingSettings ofStudent = method.settings(teacher.architecture(), settings);
    return new DiffusionTrainer(new TeacherCourse(teacher, method, ofStudent), clock);
  }

  /**
   * Goes on, on the data of one network, with what a model has learned on another.
   *
   * @param settings how it is trained; how it is built, the source says
   * @throws IllegalArgumentException if the source was distilled
   */
  public static DiffusionTrainer adapting(
      SourceModel source, Adaptation adaptation, TrainingSettings settings, Clock clock) {
    TrainingSettings ofTarget = adaptation.settings(source.architecture(), settings);
    return new DiffusionTrainer(new SourceCourse(source, adaptation, ofTarget, clock), clock);
  }

  /**
   * Trains on the split's first part, steered by its second; the third is not looked at.
   *
   * @param bundles directory below which the bundle is written
   * @param checkpoints directory to leave checkpoints in and to take them up from; none if empty. A
   *     checkpoint of other settings or data is not touched. The limit in time starts anew
   * @param command what the bundle's provenance names as what made it
   */
  public ModelBundle train(
      TrafficSeries series,
      ChronologicalSplit split,
      Path bundles,
      Optional<Path> checkpoints,
      String command,
      TrainingListener listener)
      throws IOException {
    MeasuredNetwork measured = series.measured();
    FittedScaler scaler = course.scaler(split.train().of(series));
    DiffusionArchitecture architecture =
        new DiffusionArchitecture(
            settings.space(),
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
    Optional<Path> ofSpace = checkpoint(checkpoints, dataHash, "-codec");
    Optional<Path> ofDenoiser = checkpoint(checkpoints, dataHash, "");
    Map<String, HostTensor> spaceWeights =
        course.space(measured, training, validation, ofSpace, listener);
    try (NDManager root = TensorEngine.newRoot()) {
      WindowSpace space =
          settings
              .space()
              .open(
                  root,
                  measured.channels().size(),
                  settings.windowSteps(),
                  measured.network(),
                  spaceWeights);
      Map<String, Double> scores = new TreeMap<>();
      if (settings.space().isLearned()) {
        scores.putAll(
            CodecScores.of(space, validation, scaler.trained(), measured, settings.seed()));
      }
      BestWeights best = learn(space, training, validation, ofDenoiser, listener);
      scores.put("validation-loss-start", best.firstLoss());
      scores.put("validation-loss-end", best.loss());
      ModelWeights weights = new ModelWeights(scaler.tensors(), best.weights(), spaceWeights);
      try (DiffusionModel model = DiffusionModel.of(measured, architecture, weights)) {
        scores.putAll(ImputationScores.of(model, validation, settings.seed()));
      }
      Map<String, byte[]> files = new TreeMap<>(weights.files());
      files.put(DiffusionModel.NETWORK_FILE, DiffusionModel.networkFile(measured));
      files.put(FittedSpan.FILE, FittedSpan.of(split.train().of(series)).toBytes());
      files.put(SETTINGS_FILE, JSON.writeValueAsBytes(written()));
      ModelCard card = card(measured, architecture, scores, command, dataHash);
      ModelBundle bundle = ModelBundle.write(bundles, card, files);
      for (Optional<Path> checkpoint : List.of(ofSpace, ofDenoiser)) {
        if (checkpoint.isPresent()) {
          Files.deleteIfExists(checkpoint.get());
        }
      }
      return bundle;
    }
  }

  private ObjectNode written() {
    ObjectNode written = JSON.valueToTree(settings);
    course.origin().ifPresent(origin -> written.set("origin", JSON.valueToTree(origin)));
    return written;
  }

  private BestWeights learn(
      WindowSpace space,
      TrainingWindows training,
      TrainingWindows validation,
      Optional<Path> checkpoint,
      TrainingListener listener)
      throws IOException {
    listener.begins("denoiser");
    try (var run =
        new TrainingRun<>(
            (owner, parameters) -> space.denoiser(owner, parameters, settings.denoiser()),
            course.lesson(training, validation, space),
            settings.optimisation(),
            settings.seed(),
            course.beginning())) {
      return new TrainingLoop(settings.optimisation(), course.budget(), settings.seed(), clock)
          .run(run, checkpoint, listener);
    }
  }

  /** A training may be given another limit in time when it is taken up. */
  private Optional<Path> checkpoint(Optional<Path> directory, String dataHash, String stage) {
    String hash =
        new ContentHash()
            .add(settings.within(Duration.ZERO).toString())
            .add(course.name())
            .add(dataHash)
            .hex();
    String name = "diffusion-" + hash.substring(0, 12) + stage + ".checkpoint";
    return directory.map(d -> d.resolve(name));
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
