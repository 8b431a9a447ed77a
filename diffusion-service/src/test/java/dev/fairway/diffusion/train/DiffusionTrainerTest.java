package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.EdmPreconditioning;
import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoisePrediction;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.diffusion.process.VariancePreserving;
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffusionTrainerTest {

  private static final Clock CLOCK = Clock.fixed(RingRoad.START, ZoneOffset.UTC);

  @TempDir Path directory;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @Test
  void theLossFallsAndTheBundleServes() throws Exception {
    TrafficSeries wave = RingRoad.wave(6, 600);
    List<TrainingProgress> heard = new ArrayList<>();
    ModelBundle bundle =
        new DiffusionTrainer(settings(120, 40, 5), CLOCK)
            .train(wave, split(wave), directory, Optional.empty(), "test", heard::add);
    double before = bundle.card().scores().get("validation-loss-start");
    double after = bundle.card().scores().get("validation-loss-end");
    assertThat(after).isLessThan(0.6 * before);
    assertThat(heard).hasSize(3);
    assertThat(heard.get(2).share()).isEqualTo(1);
    assertThat(heard.get(2).loss()).isLessThan(heard.get(0).loss());
    assertThat(bundle.card().scores())
        .containsKeys("imputation-mae/flow", "linear-mae/flow", "usual-mae/speed");
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      assertThat(model.impute(RingRoad.windowWithHoles(6), 1).values()).doesNotContain(Float.NaN);
    }
  }

  static Stream<NoisePlan> otherPlans() {
    return Stream.of(
        new NoisePlan(EdmProcess.standard(), new EdmPreconditioning(1)),
        new NoisePlan(new FlowPath(), new VelocityPrediction()),
        new NoisePlan(VariancePreserving.standard(), new NoisePrediction()));
  }

  /** Other processes and predictions are learned as the default is, with weighted levels too. */
  @ParameterizedTest
  @MethodSource("otherPlans")
  void everyProcessIsLearned(NoisePlan noise) throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 200);
    ModelBundle bundle =
        new DiffusionTrainer(settings(40, 40, 5, noise, LossWeight.MIN_SNR_5), CLOCK)
            .train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    double before = bundle.card().scores().get("validation-loss-start");
    double after = bundle.card().scores().get("validation-loss-end");
    assertThat(after).isLessThan(0.8 * before);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      assertThat(model.architecture().noise()).isEqualTo(noise);
    }
  }

  @Test
  void aTrainingTakenUpFromACheckpointEndsWhereOneWithoutABreakDoes() throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 200);
    DiffusionTrainer trainer = new DiffusionTrainer(settings(6, 2, 5), CLOCK);
    ModelBundle whole =
        trainer.train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    Path checkpoints = directory.resolve("checkpoints");
    TrainingListener stop =
        progress -> {
          // Heard before this look is saved: the checkpoint is that of the look before.
          if (progress.step() == 4) {
            throw new IllegalStateException("interrupted");
          }
        };
    assertThatThrownBy(
            () ->
                trainer.train(wave, split(wave), directory, Optional.of(checkpoints), "test", stop))
        .hasMessage("interrupted");
    assertThat(checkpoints).isDirectoryContaining("glob:**.checkpoint");
    List<TrainingProgress> heard = new ArrayList<>();
    ModelBundle resumed =
        trainer.train(wave, split(wave), directory, Optional.of(checkpoints), "test", heard::add);
    assertThat(heard).extracting(TrainingProgress::step).containsExactly(4, 6);
    assertThat(resumed.file(DiffusionModel.WEIGHTS_FILE))
        .isEqualTo(whole.file(DiffusionModel.WEIGHTS_FILE));
    assertThat(checkpoints).isEmptyDirectory();
  }

  /**
   * A process that has just begun is slow, which says nothing of its pace: same seed, same bytes.
   */
  @Test
  void aSlowBeginningLeavesTheWeightsAsTheyAre() throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 200);
    TrainingSettings settings = settings(30, 15, 5);
    ModelBundle quick =
        new DiffusionTrainer(settings, CLOCK)
            .train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    ModelBundle slow =
        new DiffusionTrainer(settings, new SlowAtFirst())
            .train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    assertThat(slow.file(DiffusionModel.WEIGHTS_FILE))
        .isEqualTo(quick.file(DiffusionModel.WEIGHTS_FILE));
  }

  /**
   * Between the first readings a twelfth of the hour goes by, which is more than a step's share.
   */
  private static final class SlowAtFirst extends Clock {
    private static final int FIRST = 3;
    private int readings;

    @Override
    public Instant instant() {
      readings = Math.min(readings + 1, FIRST);
      return RingRoad.START.plus(Duration.ofMinutes(5).dividedBy(FIRST).multipliedBy(readings));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("there is one zone");
    }
  }

  /** Between two looks: nothing that was done is lost. */
  @Test
  void aTrainingThatIsToldToStopLeavesItsVeryStep() throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 200);
    DiffusionTrainer trainer = new DiffusionTrainer(settings(8, 4, 5), CLOCK);
    ModelBundle whole =
        trainer.train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    Optional<Path> checkpoints = Optional.of(directory.resolve("checkpoints"));
    assertThatThrownBy(
            () -> trainer.train(wave, split(wave), directory, checkpoints, "test", new Steps(3)))
        .isInstanceOf(CancellationException.class);
    Steps rest = new Steps(100);
    ModelBundle resumed = trainer.train(wave, split(wave), directory, checkpoints, "test", rest);
    assertThat(rest.taken).isEqualTo(5);
    assertThat(resumed.file(DiffusionModel.WEIGHTS_FILE))
        .isEqualTo(whole.file(DiffusionModel.WEIGHTS_FILE));
  }

  /** Counts steps, and stops the training before one too many. */
  private static final class Steps implements TrainingListener {
    private final int most;
    private int taken;

    private Steps(int most) {
      this.most = most;
    }

    @Override
    public void looked(TrainingProgress progress) {}

    @Override
    public void stepping(double share, Duration remaining) {
      if (taken == most) {
        throw new CancellationException("told to stop");
      }
      taken++;
    }
  }

  private static TrainingSettings latent(int steps, int validateEvery) {
    TrainingSettings cells = settings(steps, validateEvery, 5);
    return new TrainingSettings(
        cells.windowSteps(),
        new CodecShape(4, 4, 3, 24),
        cells.denoiser(),
        cells.conditionDropout(),
        cells.noise(),
        cells.weight(),
        cells.optimisation(),
        cells.budget(),
        cells.encode(),
        cells.impute(),
        cells.seed());
  }

  @Test
  void inLatentsTheLossFallsToo() throws Exception {
    TrafficSeries wave = RingRoad.wave(6, 600);
    List<String> stages = new ArrayList<>();
    ModelBundle bundle =
        new DiffusionTrainer(latent(400, 100), CLOCK)
            .train(wave, split(wave), directory, Optional.empty(), "test", stages(stages, 1000));
    assertThat(stages).containsExactly("codec", "denoiser");
    Map<String, Double> scores = bundle.card().scores();
    assertThat(scores.get("validation-loss-end"))
        .isLessThan(0.7 * scores.get("validation-loss-start"));
    // The waves have amplitudes of 400 and 6.
    assertThat(scores.get("codec-mae/flow")).isPositive().isLessThan(80);
    assertThat(scores.get("codec-mae/speed")).isPositive().isLessThan(1.5);
    assertThat(scores).containsKeys("imputation-mae/flow", "imputation-mae/speed");
    TrafficWindow holes = RingRoad.windowWithHoles(6);
    try (DiffusionModel model = DiffusionModel.open(bundle.directory())) {
      float[] filled = model.impute(holes, 1).values();
      for (int i = 0; i < filled.length; i++) {
        if (holes.observed()[i]) {
          assertThat(filled[i]).isEqualTo(holes.values()[i]);
        }
      }
    }
  }

  /** Broken off in either stage. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void aLatentTrainingTakenUpEndsWhereOneWithoutABreakDoes(int looks) throws Exception {
    TrafficSeries wave = RingRoad.wave(6, 200);
    DiffusionTrainer trainer = new DiffusionTrainer(latent(6, 2), CLOCK);
    ModelBundle whole =
        trainer.train(wave, split(wave), directory, Optional.empty(), "test", progress -> {});
    Optional<Path> checkpoints = Optional.of(directory.resolve("checkpoints"));
    List<String> stages = new ArrayList<>();
    assertThatThrownBy(
            () ->
                trainer.train(
                    wave, split(wave), directory, checkpoints, "test", stages(stages, looks)))
        .hasMessage("interrupted");
    assertThat(stages).hasSize(looks == 2 ? 1 : 2);
    ModelBundle resumed =
        trainer.train(wave, split(wave), directory, checkpoints, "test", progress -> {});
    for (String file : List.of(DiffusionModel.WEIGHTS_FILE, ModelWeights.CODEC_FILE)) {
      assertThat(resumed.file(file)).isEqualTo(whole.file(file));
    }
    assertThat(checkpoints.get()).isEmptyDirectory();
  }

  /**
   * @param looks after which it stops the training
   */
  private static TrainingListener stages(List<String> heard, int looks) {
    int[] seen = {0};
    return new TrainingListener() {
      @Override
      public void begins(String what) {
        heard.add(what);
      }

      @Override
      public void looked(TrainingProgress progress) {
        if (++seen[0] == looks) {
          throw new IllegalStateException("interrupted");
        }
      }
    };
  }

  @Test
  void trainingStopsWhenNothingGetsBetter() throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 200);
    TrainingSettings still = settings(50, 1, 3);
    TrainingSettings standing =
        new TrainingSettings(
            still.windowSteps(),
            still.space(),
            still.denoiser(),
            still.conditionDropout(),
            still.noise(),
            still.weight(),
            new TrainingSettings.Optimisation(4, 0, 0.9, 1),
            still.budget(),
            still.encode(),
            still.impute(),
            still.seed());
    List<TrainingProgress> heard = new ArrayList<>();
    ModelBundle bundle =
        new DiffusionTrainer(standing, CLOCK)
            .train(wave, split(wave), directory, Optional.empty(), "test", heard::add);
    assertThat(heard).hasSize(3);
    assertThat(bundle.card().scores().get("validation-loss-end"))
        .isEqualTo(bundle.card().scores().get("validation-loss-start"));
  }

  private static ChronologicalSplit split(TrafficSeries series) {
    return ChronologicalSplit.byFractions(series.steps(), 0.7, 0.2);
  }

  private static TrainingSettings settings(int steps, int validateEvery, int patience) {
    NoisePlan noise =
        new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100), new VPrediction());
    return settings(steps, validateEvery, patience, noise, LossWeight.SIMPLE);
  }

  private static TrainingSettings settings(
      int steps, int validateEvery, int patience, NoisePlan noise, LossWeight weight) {
    return new TrainingSettings(
        RingRoad.STEPS,
        SpaceShape.CELLS,
        new UNetShape(16, 1, Conditioning.PLAIN),
        0.1,
        noise,
        weight,
        new TrainingSettings.Optimisation(8, 5e-3, 0.9, 1),
        new TrainingSettings.Budget(steps, Duration.ofHours(1), validateEvery, patience),
        new EncodePlan(0.1, 4),
        new ImputePlan(SamplerKind.DDIM, 4, 2),
        7);
  }
}
