package dev.fairway.benchmarks.accuracy;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What every learner of a comparison is given alike.
 *
 * @param epochs at most
 * @param windowsPerEpoch training windows drawn in each
 * @param batch windows in a step
 * @param patience epochs without a better validation error until training stops
 */
public record TrainingBudget(
    @JsonProperty(required = true) int epochs,
    @JsonProperty(required = true) int windowsPerEpoch,
    @JsonProperty(required = true) int batch,
    @JsonProperty(required = true) int patience) {

  /** Of whoever does not learn by steps. */
  public static final TrainingBudget NONE = new TrainingBudget(0, 0, 1, 0);

  /** Steps of all epochs. */
  long steps(int trainingWindows) {
    int windows = Math.min(windowsPerEpoch, trainingWindows);
    return (long) epochs * ((windows + batch - 1) / batch);
  }
}
