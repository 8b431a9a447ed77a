package dev.fairway.benchmarks.accuracy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.score.PointErrors;

/**
 * Errors at one horizon, over the observed cells of all scored windows, in the channel's unit.
 *
 * @param count cells
 * @param mape as a share, observed zeros left out; null if none is left
 */
public record HorizonScore(
    @JsonProperty(required = true) long count,
    @JsonProperty(required = true) double mae,
    @JsonProperty(required = true) double rmse,
    Double mape) {

  static HorizonScore of(PointErrors errors) {
    double mape = errors.mape();
    return new HorizonScore(
        errors.count(), errors.mae(), errors.rmse(), Double.isFinite(mape) ? mape : null);
  }
}
