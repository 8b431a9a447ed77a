package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a forecaster of one network has to give to one of another: see {@link StgcnBundles#source}.
 *
 * @param id of its bundle
 * @param weights by name, on the other network; an encoder's features they do not know
 */
public record SourceForecaster(
    String id, ForecasterConfig config, Map<String, HostTensor> weights) {

  /** Weights of the last layers begin so. */
  private static final List<String> OUTPUTS = List.of("output.", "persistence");

  /**
   * The same without its last layers, which say what comes of a state: those a forecaster that goes
   * on with it learns anew, as where the source learned something else than to forecast.
   */
  public SourceForecaster trunk() {
    Map<String, HostTensor> kept = new TreeMap<>(weights);
    kept.keySet().removeIf(name -> OUTPUTS.stream().anyMatch(name::startsWith));
    return new SourceForecaster(id + ", trunk", config, kept);
  }

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
