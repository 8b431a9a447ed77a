package dev.fairway.diffusion.process;

import java.util.Objects;

/**
 * The noise, and what the denoiser predicts of it: what a network must be told to be a denoiser.
 * Any prediction goes with any process.
 */
public record NoisePlan(NoiseProcess process, Parameterisation prediction) {

  public NoisePlan {
    Objects.requireNonNull(process, "process");
    Objects.requireNonNull(prediction, "prediction");
  }

  /** From (x0, epsilon) to the network's target. */
  public Mix target(double time) {
    return prediction.target(process.at(time));
  }

  /** From (x, the network's output) to x0. */
  public Mix clean(double time) {
    return prediction.clean(process.at(time));
  }

  /** What x is multiplied by before the network sees it. */
  public double inputScale(double time) {
    return prediction.inputScale(process.at(time));
  }

  /** What the network is told of the noise. */
  public double condition(double time) {
    return prediction.condition(time, process.at(time));
  }
}
