package dev.fairway.diffusion;

import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.diffusion.process.NoiseSchedule;
import dev.fairway.diffusion.process.Parameterisation;
import dev.fairway.series.StandardScaler;

/**
 * What a diffusion model's card says of how it is built and how it is meant to be asked. Its JSON
 * form is its components.
 *
 * @param steps intervals in a window
 * @param scaler fit to the training part
 */
public record DiffusionArchitecture(
    DenoiserShape denoiser,
    int steps,
    NoiseProcess process,
    StandardScaler scaler,
    EncodePlan encode,
    ImputePlan impute) {

  /** The noise and what the denoiser predicts of it. */
  public record NoiseProcess(NoiseSchedule.Kind schedule, int steps, Parameterisation prediction) {

    public NoiseSchedule noiseSchedule() {
      return NoiseSchedule.of(schedule, steps);
    }
  }

  /**
   * Where the representation is read.
   *
   * @param noiseLevel diffusion time, in (0, 1)
   * @param tap its number in the denoiser
   */
  public record EncodePlan(double noiseLevel, int tap) {

    public EncodePlan {
      if (!(noiseLevel > 0 && noiseLevel < 1)) {
        throw new IllegalArgumentException("Noise level " + noiseLevel + " is not in (0, 1)");
      }
    }
  }

  /**
   * How much work a filled window is worth.
   *
   * @param evaluations of the denoiser
   * @param samples whose mean is the answer
   * @param eta randomness of the sampler, 0..1
   */
  public record ImputePlan(int evaluations, int samples, double eta) {

    public ImputePlan {
      if (evaluations < 1 || samples < 1) {
        throw new IllegalArgumentException(
            evaluations + " evaluations for " + samples + " samples; at least 1 each");
      }
    }
  }
}
