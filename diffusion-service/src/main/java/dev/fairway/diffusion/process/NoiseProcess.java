package dev.fairway.diffusion.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A way from data to noise, x = a x0 + s epsilon, with time running from 0 (data) to 1 (noise). Its
 * JSON form is its components and its kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoiseSchedule.class, name = "ddpm"),
  @JsonSubTypes.Type(value = VariancePreserving.class, name = "vp-sde"),
  @JsonSubTypes.Type(value = VarianceExploding.class, name = "ve-sde"),
  @JsonSubTypes.Type(value = EdmProcess.class, name = "edm"),
  @JsonSubTypes.Type(value = FlowPath.class, name = "flow")
})
public sealed interface NoiseProcess
    permits NoiseSchedule, VariancePreserving, VarianceExploding, EdmProcess, FlowPath {

  /** How much of each at a time in [0, 1]; the signal-to-noise ratio falls strictly. */
  Level at(double time);

  /** The stochastic differential equation whose marginals these are. */
  Sde sde(double time);

  /** The earliest time a denoiser is trained for and asked about: there is some noise there. */
  double earliest();

  /**
   * The time of a training example: {@code share} of the examples are earlier.
   *
   * @param share in [0, 1]: drawn evenly, or spread evenly
   */
  double trainingTime(double share);

  /**
   * The times at which a sampler of so many steps asks the denoiser, as this process spreads them,
   * from 1 down. What follows the last is the data.
   */
  double[] times(int steps);

  /** The largest number of steps that makes sense. */
  default int mostSteps() {
    return Integer.MAX_VALUE;
  }

  /** Standard deviation of what a sampler starts from. */
  default double priorDeviation() {
    return at(1).noise();
  }

  /**
   * The inverse of {@link Level#logRatio}, to the last digits.
   *
   * @param logRatio lambda, between that of time 1 and that of {@link #earliest}
   */
  default double timeOf(double logRatio) {
    double early = earliest();
    double late = 1;
    if (logRatio >= at(early).logRatio()) {
      return early;
    }
    for (double middle = between(early, late);
        middle > early && middle < late;
        middle = between(early, late)) {
      if (at(middle).logRatio() > logRatio) {
        early = middle;
      } else {
        late = middle;
      }
    }
    return late;
  }

  private static double between(double early, double late) {
    return early + (late - early) / 2;
  }

  /** Times 1, (n - 1) / n, ..., 1 / n: evenly spaced where time 0 is the data itself. */
  static double[] evenTimes(int steps) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = (steps - i) / (double) steps;
    }
    return times;
  }

  /** Times 1, ..., 0: evenly spaced where there is still noise at time 0. */
  static double[] evenTimesToZero(int steps) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = steps == 1 ? 1 : (steps - 1 - i) / (steps - 1.0);
    }
    return times;
  }

  /** The time, if it is one. */
  static double requireTime(double time) {
    if (!(time >= 0 && time <= 1)) {
      throw new IllegalArgumentException("Diffusion time " + time + " is not in [0, 1]");
    }
    return time;
  }
}
