package dev.fairway.diffusion.process;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the denoiser predicts. All say the same: as x = a x0 + s epsilon, each of x0, epsilon and
 * the prediction is linear in x and any other of them. Its JSON form is its components and its
 * kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CleanPrediction.class, name = "x0"),
  @JsonSubTypes.Type(value = NoisePrediction.class, name = "epsilon"),
  @JsonSubTypes.Type(value = VPrediction.class, name = "v"),
  @JsonSubTypes.Type(value = VelocityPrediction.class, name = "velocity"),
  @JsonSubTypes.Type(value = EdmPreconditioning.class, name = "edm"),
  @JsonSubTypes.Type(value = ConsistencyPrediction.class, name = "consistency")
})
public sealed interface Parameterisation
    permits CleanPrediction,
        NoisePrediction,
        VPrediction,
        VelocityPrediction,
        EdmPreconditioning,
        ConsistencyPrediction {

  /** From (x0, epsilon) to what is predicted. */
  Mix target(Level level);

  /** From (x, prediction) to x0. */
  Mix clean(Level level);

  /** From (x, prediction) to epsilon. */
  default Mix noise(Level level) {
    Mix clean = clean(level);
    return new Mix(
        level.epsilon(1, clean.first()), -level.signal() / level.noise() * clean.second());
  }

  /**
   * What x is multiplied by before the denoiser sees it: for data of deviation 1 that gives
   * deviation 1 at every level. A variance preserving process needs none.
   */
  default double inputScale(Level level) {
    return 1 / Math.hypot(level.signal(), level.noise());
  }

  /** What the denoiser is told of the noise, about 0..1. */
  default double condition(double time, Level level) {
    return time;
  }
}
