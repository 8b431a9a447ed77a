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

  /** The time of most noise, where sampling begins. */
  public double latest() {
    return process.times(1)[0];
  }

  /**
   * Whether the network's target at the latest time has something of the clean item in it. If so,
   * its answer of least squared error tells the mean of what may be; that of a network which
   * predicts the noise, or the end of a path, does not.
   */
  public boolean tellsMeanAtLatest() {
    return !(prediction instanceof ConsistencyPrediction) && target(latest()).first() != 0;
  }
}
