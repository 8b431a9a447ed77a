package dev.fairway.forecast;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.network.TrafficNetwork;

/**
 * Which sites of a network are tied, and how strongly: {@link GaussianKernel}.
 *
 * @param threshold smallest weight that counts, in [0, 1)
 * @param reachMetres sites are tied over shortest ways of up to this length; 0 for links only
 */
public record Ties(
    @JsonProperty(required = true) double threshold,
    @JsonProperty(required = true) double reachMetres) {

  public Ties {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold " + threshold + " is not in [0, 1)");
    }
    if (!(reachMetres >= 0)) {
      throw new IllegalArgumentException("reachMetres " + reachMetres + " is below 0");
    }
  }

  /** Ties along links of at least a tenth of the largest possible weight. */
  public static Ties ofLinks() {
    return new Ties(0.1, 0);
  }

  /** Entry (i, j) ties i to j, along the traffic; diagonal 0. */
  GraphMatrix weights(TrafficNetwork network) {
    GaussianKernel kernel = GaussianKernel.fit(network, threshold);
    return reachMetres > 0 ? kernel.ofPaths(network, reachMetres) : kernel.ofLinks(network);
  }
}
