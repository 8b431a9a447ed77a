package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a forecaster of one network has to give to one of another: see {@link StgcnBundles#source}.
 *
 * @param id of its bundle
 * @param weights by name, on the other network
 */
public record SourceForecaster(
    String id, ForecasterConfig config, Map<String, HostTensor> weights) {

  /**
   * @throws IllegalArgumentException if the source is built otherwise
   */
  void require(ForecasterConfig other) {
    if (!config.equals(other)) {
      throw new IllegalArgumentException(
          "The source is built as " + config + ", which is not " + other);
    }
  }

  /**
   * @param first weights of a network of the same configuration, by name
   * @return those, but for what the source has: an encoder's features it does not know
   */
  Map<String, HostTensor> over(Map<String, HostTensor> first) {
    Map<String, HostTensor> weights = new TreeMap<>(first);
    weights.putAll(this.weights);
    return weights;
  }
}
