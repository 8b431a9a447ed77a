package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import java.util.Map;

/**
 * What a forecaster of one network has to give to one of another: see {@link StgcnBundles#source}.
 *
 * @param id of its bundle
 * @param weights by name, on the other network; an encoder's features they do not know
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
}
