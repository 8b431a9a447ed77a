package dev.fairway.benchmarks.diffusion;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.DiTShape;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.denoise.UViTShape;
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
import dev.fairway.diffusion.process.VelocityPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.diffusion.train.Distillation;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.diffusion.train.TrainingSettings.Budget;
import dev.fairway.diffusion.train.TrainingSettings.Optimisation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A backbone and a process that can be compared.
 *
 * @param label as tables and options name it
 * @param noise of the teacher, if there is one
 * @param distillation how it is learned from a teacher that is trained in the same way first; empty
 *     if it learns from the data alone
 */
public record Variant(
    String label,
    SpaceShape space,
    DenoiserShape shape,
    NoisePlan noise,
    Optional<Distillation> distillation) {

  private Variant(String label, DenoiserShape shape, NoisePlan noise) {
    this(label, SpaceShape.CELLS, shape, noise, Optional.empty());
  }

  /** One that learns from this one. */
  private Variant distilled(String itsLabel, Distillation method) {
    return new Variant(itsLabel, space, shape, noise, Optional.of(method));
  }

  /** Time never ends a training here: the weights would depend on the machine's speed. */
  private static final Duration FOR_EVER = Duration.ofDays(100);

  private static final int LOOKS = 10;

  /** Clusters of sites that the latents stand for; fewer than any network here has sites. */
  private static final int LATENT_SITES = 24;

  /** Everyone; the first is the product's default. */
  public static List<Variant> all() {
    Variant edm =
        new Variant(
            "unet-edm",
            unet(true),
            new NoisePlan(EdmProcess.standard(), new EdmPreconditioning(1)));
    Variant flow =
        new Variant(
            "unet-flow", unet(true), new NoisePlan(new FlowPath(), new VelocityPrediction()));
    return List.of(
        new Variant("unet", unet(true), cosine()),
        new Variant("unet-without-prior", unet(false), cosine()),
        new Variant(
            "unet-linear-epsilon",
            unet(true),
            new NoisePlan(
                NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, NoiseSchedule.DEFAULT_STEPS),
                new NoisePrediction())),
        edm,
        edm.distilled("unet-edm-consistency", Distillation.CONSISTENCY),
        flow,
        flow.distilled("unet-flow-reflow", Distillation.REFLOW),
        new Variant("dit", dit(NodeAttention.FULL), cosine()),
        new Variant("dit-neighbours", dit(NodeAttention.NEIGHBOURS), cosine()),
        new Variant("dit-linear", dit(NodeAttention.LINEAR), cosine()),
        new Variant(
            "latent-unet",
            new CodecShape(16, 4, LATENT_SITES, 64),
            unet(false),
            cosine(),
            Optional.empty()),
        new Variant("u-vit", new UViTShape(32, 5, 4, 4, 8, new Conditioning(true, 0)), cosine()));
  }

  /**
   * @throws IllegalArgumentException if there is none of that label
   */
  public static Variant named(String label) {
    return all().stream()
        .filter(variant -> variant.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no model %s, but %s"
                        .formatted(label, all().stream().map(Variant::label).toList())));
  }

  private static DenoiserShape unet(boolean prior) {
    return new UNetShape(32, 1, new Conditioning(prior, 0));
  }

  private static DenoiserShape dit(NodeAttention nodes) {
    return new DiTShape(32, 4, 4, 4, 8, nodes, new Conditioning(true, 0));
  }

  private static NoisePlan cosine() {
    return new NoisePlan(
        NoiseSchedule.of(NoiseSchedule.Kind.COSINE, NoiseSchedule.DEFAULT_STEPS),
        new VPrediction());
  }

  /**
   * How it is trained: all in the same way.
   *
   * @param steps of the optimiser
   * @param batch windows in a step
   */
  public TrainingSettings settings(int steps, int batch, long seed) {
    return new TrainingSettings(
        DiffusionTask.STEPS,
        space,
        shape,
        0.1,
        noise,
        LossWeight.SIMPLE,
        new Optimisation(batch, 2e-3, 0.99, 1),
        new Budget(steps, FOR_EVER, Math.max(1, steps / LOOKS), LOOKS),
        new EncodePlan(0.1, 1),
        new ImputePlan(SamplerKind.DPM_SOLVER, 8, 8),
        seed);
  }

  @Override
  public String toString() {
    return label;
  }
}
