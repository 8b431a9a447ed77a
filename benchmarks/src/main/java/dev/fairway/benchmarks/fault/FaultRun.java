package dev.fairway.benchmarks.fault;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * How one model forecasts under one condition, and all that is needed to measure it again.
 *
 * @param set the data set
 * @param condition what was done to the windows it saw
 * @param model its name
 * @param training its settings
 * @param windows of the test part, at most
 * @param seed of training and disturbances
 * @param dataHash {@code TrafficSeries.hash()}
 * @param evaluationSeconds of the measurement alone, on whatever the machine did beside it
 * @param maes over all horizons, by channel and unit
 */
public record FaultRun(
    @JsonProperty(required = true) String set,
    @JsonProperty(required = true) String condition,
    @JsonProperty(required = true) String model,
    @JsonProperty(required = true) String training,
    @JsonProperty(required = true) int windows,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) String dataHash,
    @JsonProperty(required = true) String codeVersion,
    @JsonProperty(required = true) String command,
    @JsonProperty(required = true) Instant finished,
    @JsonProperty(required = true) double evaluationSeconds,
    @JsonProperty(required = true) Map<String, Double> maes) {

  /** What makes two runs the same one. */
  public record Key(
      String set,
      String condition,
      String model,
      String training,
      int windows,
      long seed,
      String dataHash) {}

  Key key() {
    return new Key(set, condition, model, training, windows, seed, dataHash);
  }
}
