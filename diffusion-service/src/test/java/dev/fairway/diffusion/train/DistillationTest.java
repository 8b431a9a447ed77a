package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.ModelWeights;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.latent.CodecShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.EdmPreconditioning;
import dev.fairway.diffusion.process.EdmProcess;
import dev.fairway.diffusion.process.FlowPath;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Few steps instead of many, on windows. */
class DistillationTest {

  private static final Clock CLOCK = Clock.fixed(RingRoad.START, ZoneOffset.UTC);
  private static final int SITES = 6;
  private static final TrafficSeries WAVE = RingRoad.wave(SITES, 600);
  private static final ChronologicalSplit SPLIT =
      ChronologicalSplit.byFractions(WAVE.steps(), 0.7, 0.2);
  private static final NoisePlan V =
      new NoisePlan(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 100), new VPrediction());
  private static final NoisePlan EDM =
      new NoisePlan(EdmProcess.standard(), new EdmPreconditioning(1));
  private static final NoisePlan FLOW = new NoisePlan(new FlowPath(), new VelocityPrediction());

  @TempDir Path directory;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  private static TrainingSettings settings(int steps, NoisePlan noise, SpaceShape space) {
    return new TrainingSettings(
        RingRoad.STEPS,
        space,
        new UNetShape(16, 1, Conditioning.PLAIN),
        0.1,
        noise,
        LossWeight.SIMPLE,
        new TrainingSettings.Optimisation(8, 5e-3, 0.9, 1),
        new TrainingSettings.Budget(steps, Duration.ofHours(1), Math.max(1, steps / 4), 5),
        new EncodePlan(0.1, 4),
        new ImputePlan(SamplerKind.DDIM, 12, 2),
        7);
  }

  private ModelBundle trained(TrainingSettings settings) throws Exception {
    return new DiffusionTrainer(settings, CLOCK)
        .train(WAVE, SPLIT, directory, Optional.empty(), "teacher", progress -> {});
  }

  private ModelBundle distilled(ModelBundle bundle, Distillation method, int steps)
      throws Exception {
    try (Teacher teacher = Teacher.of(bundle, WAVE.measured())) {
      return DiffusionTrainer.distilling(
              teacher, method, settings(steps, V, SpaceShape.CELLS), CLOCK)
          .train(WAVE, SPLIT, directory, Optional.empty(), "student", progress -> {});
    }
  }

  static Stream<NoisePlan> teachers() {
    return Stream.of(V, EDM);
  }

  /** A single step of the student ends ever nearer to where all of its teacher's do. */
  @ParameterizedTest
  @MethodSource("teachers")
  void aConsistencyModelLearnsTheEndsOfItsTeachersPaths(NoisePlan noise) throws Exception {
    ModelBundle student =
        distilled(trained(settings(120, noise, SpaceShape.CELLS)), Distillation.CONSISTENCY, 80);
    Map<String, Double> scores = student.card().scores();
    assertThat(scores.get("validation-loss-end"))
        .isLessThan(0.5 * scores.get("validation-loss-start"));
    TrafficWindow holes = RingRoad.windowWithHoles(SITES);
    try (DiffusionModel model = DiffusionModel.open(student.directory())) {
      assertThat(model.architecture().noise().process()).isEqualTo(noise.process());
      assertThat(model.architecture().noise().prediction())
          .isInstanceOf(ConsistencyPrediction.class);
      assertThat(model.architecture().impute())
          .isEqualTo(new ImputePlan(SamplerKind.CONSISTENCY, 2, 2));
      int[] evaluations = {0};
      float[] filled =
          model.impute(holes, model.architecture().impute(), 1, () -> evaluations[0]++).values();
      assertThat(evaluations[0]).isEqualTo(2);
      for (int i = 0; i < filled.length; i++) {
        if (holes.observed()[i]) {
          assertThat(filled[i]).isEqualTo(holes.values()[i]);
        }
      }
    }
  }

  @Test
  void reflowBringsOneStepNearerToMany() throws Exception {
    ModelBundle teacher = trained(settings(120, FLOW, SpaceShape.CELLS));
    ModelBundle student = distilled(teacher, Distillation.REFLOW, 60);
    Map<String, Double> scores = student.card().scores();
    assertThat(scores.get("validation-loss-end")).isLessThan(scores.get("validation-loss-start"));
    try (DiffusionModel before = DiffusionModel.of(teacher);
        DiffusionModel after = DiffusionModel.of(student)) {
      assertThat(after.architecture().noise()).isEqualTo(FLOW);
      assertThat(after.architecture().impute()).isEqualTo(new ImputePlan(SamplerKind.DDIM, 2, 2));
      assertThat(errorOfOneStep(after)).isLessThan(0.7 * errorOfOneStep(before));
    }
  }

  /** How far one step ends from where many do, over some samples of whole windows. */
  private static double errorOfOneStep(DiffusionModel model) {
    double sum = 0;
    for (long seed = 0; seed < 4; seed++) {
      float[] one = sampled(model, 1, seed);
      float[] many = sampled(model, 40, seed);
      for (int i = one.length / 2; i < one.length; i++) {
        sum += Math.abs(one[i] - many[i]);
      }
    }
    return sum;
  }

  private static float[] sampled(DiffusionModel model, int evaluations, long seed) {
    return model
        .sample(
            RingRoad.START, new ImputePlan(SamplerKind.DDIM, evaluations, 1), seed, Checkpoint.NONE)
        .get(0)
        .values();
  }

  @Test
  void aStudentOfLatentsHasItsTeachersCodec() throws Exception {
    ModelBundle teacher = trained(settings(4, V, new CodecShape(4, 4, 3, 24)));
    // Another number of steps: learned anew, the codec would be another one.
    ModelBundle student = distilled(teacher, Distillation.CONSISTENCY, 3);
    assertThat(student.file(ModelWeights.CODEC_FILE))
        .isEqualTo(teacher.file(ModelWeights.CODEC_FILE));
    assertThat(student.file(DiffusionModel.WEIGHTS_FILE))
        .isNotEqualTo(teacher.file(DiffusionModel.WEIGHTS_FILE));
    assertThat(student.card().scores().get("codec-mae/flow"))
        .isEqualTo(teacher.card().scores().get("codec-mae/flow"));
  }

  @Test
  void aTeacherThatCannotTeachIsRefusedWithTheReason() throws Exception {
    ModelBundle flow = trained(settings(1, FLOW, SpaceShape.CELLS));
    assertThatThrownBy(() -> distilled(flow, Distillation.CONSISTENCY, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no signal at time 1");
    ModelBundle chain = trained(settings(1, V, SpaceShape.CELLS));
    assertThatThrownBy(() -> distilled(chain, Distillation.REFLOW, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no path of flow matching");
    assertThatThrownBy(() -> Teacher.of(chain, RingRoad.measured(SITES + 1)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("was trained on network ring");
  }
}
