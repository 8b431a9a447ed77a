package dev.fairway.benchmarks.accuracy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One run of one model: what came out, and all that is needed to run it again.
 *
 * @param set the data set
 * @param protocol name of the {@link Protocol}
 * @param peer whether it is one of the PyTorch programs
 * @param configuration of the model
 * @param seed 0 where nothing is random
 * @param dataHash {@code TrafficSeries.hash()}
 * @param command that ran it
 * @param threads of one operation
 * @param wallSeconds from start to scores
 * @param epochs until training stopped
 * @param units by channel, as the scores
 * @param intervalMinutes length of a step
 * @param scores by channel, or by channel and group of sites, one for each horizon, the nearest
 *     first
 */
public record RunRecord(
    @JsonProperty(required = true) String set,
    @JsonProperty(required = true) String protocol,
    @JsonProperty(required = true) String model,
    @JsonProperty(required = true) boolean peer,
    @JsonProperty(required = true) String configuration,
    @JsonProperty(required = true) TrainingBudget budget,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) String dataHash,
    @JsonProperty(required = true) String codeVersion,
    @JsonProperty(required = true) String command,
    @JsonProperty(required = true) Instant finished,
    @JsonProperty(required = true) int threads,
    @JsonProperty(required = true) double wallSeconds,
    @JsonProperty(required = true) long parameters,
    @JsonProperty(required = true) int epochs,
    @JsonProperty(required = true) Map<String, String> units,
    @JsonProperty(required = true) int intervalMinutes,
    @JsonProperty(required = true) Map<String, List<HorizonScore>> scores) {

  /** What makes two runs the same one: a run whose key is on file need not be run again. */
  public record Key(
      String protocol,
      String model,
      String configuration,
      TrainingBudget budget,
      long seed,
      String dataHash) {}

  @JsonIgnore
  public Key key() {
    return new Key(protocol, model, configuration, budget, seed, dataHash);
  }
}
