package dev.fairway.benchmarks.diffusion;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * One measured quality of one model, and all that is needed to measure it again.
 *
 * @param set the data set
 * @param what is measured: generate, impute or forecast, with its conditions
 * @param model its name; baselines have one too
 * @param how it was asked: sampler, evaluations, samples; empty for a baseline
 * @param training its settings; empty for a baseline
 * @param windows scored
 * @param seed of training and draws; 0 where nothing is random
 * @param dataHash {@code TrafficSeries.hash()}
 * @param evaluationSeconds of the measurement alone, on whatever the machine did beside it
 * @param scores by name
 */
public record QualityRun(
    @JsonProperty(required = true) String set,
    @JsonProperty(required = true) String what,
    @JsonProperty(required = true) String model,
    @JsonProperty(required = true) String how,
    @JsonProperty(required = true) String training,
    @JsonProperty(required = true) int windows,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) String dataHash,
    @JsonProperty(required = true) String codeVersion,
    @JsonProperty(required = true) String command,
    @JsonProperty(required = true) Instant finished,
    @JsonProperty(required = true) double evaluationSeconds,
    @JsonProperty(required = true) Map<String, Double> scores) {

  /** What makes two runs the same one. */
  public record Key(
      String set,
      String what,
      String model,
      String how,
      String training,
      int windows,
      long seed,
      String dataHash) {}

  Key key() {
    return new Key(set, what, model, how, training, windows, seed, dataHash);
  }
}
