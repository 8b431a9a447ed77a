package dev.fairway.diffusion.train;

import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.denoise.UNetShape;
import dev.fairway.diffusion.latent.SpaceShape;
import dev.fairway.diffusion.process.LossWeight;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.VPrediction;
import dev.fairway.diffusion.sample.SamplerKind;
import java.time.Duration;

/**
 * How a diffusion model is built and trained.
 *
 * @param windowSteps intervals in a window
 * @param space where windows are denoised; if that is to be learned, it is first
 * @param denoiser its form and sizes
 * @param conditionDropout share of the windows that are learned from without clock and events, so
 *     that the model can be guided by what they change (Ho and Salimans 2022); 0 for none
 * @param noise noise, and what is predicted
 * @param weight of the noise levels in the loss
 * @param budget when to stop
 * @param encode what the card will name as default
 * @param impute likewise
 * @param seed of every random choice
 */
public record TrainingSettings(
    int windowSteps,
    SpaceShape space,
    DenoiserShape denoiser,
    double conditionDropout,
    NoisePlan noise,
    LossWeight weight,
    Optimisation optimisation,
    Budget budget,
    EncodePlan encode,
    ImputePlan impute,
    long seed) {

  /**
   * @param batch windows in a step
   * @param peakRate highest learning rate; it warms up and falls along a cosine
   * @param averageDecay of the weights' exponential average, which is what the model keeps
   * @param largestNorm of a step's gradient
   */
  public record Optimisation(int batch, double peakRate, double averageDecay, double largestNorm) {

    public Optimisation {
      if (batch < 1 || !(peakRate >= 0) || !(largestNorm > 0)) {
        throw new IllegalArgumentException(
            "batch %d is below 1, peakRate %s negative or largestNorm %s not above 0"
                .formatted(batch, peakRate, largestNorm));
      }
      if (!(averageDecay >= 0 && averageDecay < 1)) {
        throw new IllegalArgumentException("averageDecay " + averageDecay + " is not in [0, 1)");
      }
    }
  }

  /**
   * Training stops at whichever comes first.
   *
   * @param steps of the optimiser
   * @param longest time
   * @param validateEvery steps between looks at the validation loss
   * @param patience looks without a better validation loss
   */
  public record Budget(int steps, Duration longest, int validateEvery, int patience) {

    public Budget {
      if (steps < 1 || validateEvery < 1 || patience < 1) {
        throw new IllegalArgumentException(
            "steps %d, validateEvery %d and patience %d must be above 0"
                .formatted(steps, validateEvery, patience));
      }
    }

    /** The same within a given time. */
    public Budget within(Duration time) {
      return new Budget(steps, time, validateEvery, patience);
    }
  }

  public TrainingSettings {
    if (windowSteps < 1 || !(conditionDropout >= 0 && conditionDropout <= 1)) {
      throw new IllegalArgumentException(
          "windowSteps %d is below 1, or conditionDropout %s not in [0, 1]"
              .formatted(windowSteps, conditionDropout));
    }
  }

  /** Of one stage: time is shared among the stages, the rest holds for each. */
  Budget stageBudget() {
    return space.isLearned() ? budget.within(budget.longest().dividedBy(2)) : budget;
  }

  /** The same, to end within a given time. */
  public TrainingSettings within(Duration longest) {
    return new TrainingSettings(
        windowSteps,
        space,
        denoiser,
        conditionDropout,
        noise,
        weight,
        optimisation,
        budget.within(longest),
        encode,
        impute,
        seed);
  }

  /**
   * The same training of a model that is built as another one is, but for what is given here.
   *
   * @param other says windows, space and where a representation is read
   */
  TrainingSettings builtAs(
      DiffusionArchitecture other, DenoiserShape shape, NoisePlan plan, ImputePlan asked) {
    return new TrainingSettings(
        other.steps(),
        other.space(),
        shape,
        conditionDropout,
        plan,
        weight,
        optimisation,
        budget,
        other.encode(),
        asked,
        seed);
  }

  /** The same, of windows of another length. */
  public TrainingSettings ofWindows(int steps) {
    return new TrainingSettings(
        steps,
        space,
        denoiser,
        conditionDropout,
        noise,
        weight,
        optimisation,
        budget,
        encode,
        impute,
        seed);
  }

  /** What the demonstration trains with; argued in docs/results/diffusion.md. */
  public static TrainingSettings defaults(int steps, Duration longest, long seed) {
    return new TrainingSettings(
        12,
        SpaceShape.CELLS,
        new UNetShape(32, 1, new Conditioning(true, 0)),
        0.1,
        new NoisePlan(
            NoiseSchedule.of(NoiseSchedule.Kind.COSINE, NoiseSchedule.DEFAULT_STEPS),
            new VPrediction()),
        LossWeight.SIMPLE,
        new Optimisation(8, 2e-3, 0.999, 1),
        new Budget(steps, longest, Math.max(1, steps / 20), 6),
        new EncodePlan(0.1, 4),
        new ImputePlan(SamplerKind.DPM_SOLVER, 8, 4),
        seed);
  }
}
