package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.series.StandardScaler;
import java.util.List;

/**
 * All that is needed, besides network and weights, to build a trained forecaster again: the model
 * card's architecture.
 *
 * @param scaler of the input channels
 * @param features size of the encoder's features, 0 without encoder
 * @param encoder id of the encoder, empty without
 * @param levels of the forecast quantiles, rising, in (0, 1)
 * @param sites ids of the sites it was trained on, in node order
 */
record StgcnArchitecture(
    @JsonProperty(required = true) ForecasterConfig config,
    @JsonProperty(required = true) StandardScaler scaler,
    @JsonProperty(required = true) int features,
    @JsonProperty(required = true) String encoder,
    @JsonProperty(required = true) List<Double> levels,
    @JsonProperty(required = true) List<String> sites) {

  /**
   * @throws IllegalArgumentException if the levels do not rise within (0, 1), or features are fewer
   *     than none
   */
  StgcnArchitecture {
    double before = 0;
    for (double level : levels) {
      if (!(level > before && level < 1)) {
        throw new IllegalArgumentException("Quantile levels " + levels + " do not rise in (0, 1)");
      }
      before = level;
    }
    if (features < 0) {
      throw new IllegalArgumentException("An encoder of " + features + " features");
    }
  }

  /** The same with the features of an encoder that has learned with it. */
  StgcnArchitecture encodedBy(String id) {
    return new StgcnArchitecture(config, scaler, features, id, levels, sites);
  }

  double[] quantileLevels() {
    return levels.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
