package dev.fairway.benchmarks.transfer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One training of one arm: what came out, and all that is needed to run it again.
 *
 * @param set the data set
 * @param amount what was learned from, as {@link Amount} says it
 * @param source the other network that took part, empty if none did
 * @param plan of all trainings that it needed
 * @param dataHash of the series from the first day that was learned from
 * @param chosen what was chosen on the validation part: representation, share of synthetic windows
 * @param wallSeconds trainings and scoring; what arms share counts for the first that needs it
 * @param errors on the test part, by channel, then by horizon in minutes or "all", by day; empty if
 *     there was nothing to learn from, as where no drawn window was accepted
 */
public record TransferRun(
    @JsonProperty(required = true) String set,
    @JsonProperty(required = true) String amount,
    @JsonProperty(required = true) String arm,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String source,
    @JsonProperty(required = true) String plan,
    @JsonProperty(required = true) long seed,
    @JsonProperty(required = true) String dataHash,
    @JsonProperty(required = true) String codeVersion,
    @JsonProperty(required = true) String command,
    @JsonProperty(required = true) Instant finished,
    @JsonProperty(required = true) double wallSeconds,
    @JsonProperty(required = true) Map<String, String> chosen,
    @JsonProperty(required = true) Map<String, Map<String, List<DayErrors>>> errors) {

  public TransferRun {
    source = Objects.requireNonNullElse(source, "");
  }

  /** Runs with the same key are the same run. */
  public record Key(
      String set,
      String amount,
      String arm,
      String source,
      String plan,
      long seed,
      String dataHash) {}

  @JsonIgnore
  public Key key() {
    return new Key(set, amount, arm, source, plan, seed, dataHash);
  }

  /** As tables name the arm. */
  @JsonIgnore
  String label() {
    return source.isEmpty() ? arm : arm + ", from " + source;
  }
}
