package dev.fairway.network.waterway;

import dev.fairway.network.TrafficNetwork;
import java.util.Map;

/**
 * A network of vessel tracks and what it was made of.
 *
 * @param fixes all that were given
 * @param verdicts how many of them got which verdict; the values sum to {@code fixes}
 * @param moving accepted fixes of vessels under way
 * @param movingOnCells those of them that lie in the network's cells
 * @param observedLinks links that vessels were seen to take
 * @param bridgingLinks links between parts that hardly any vessel was seen to join
 * @param chartedLinks links that only the chart of waterways knows
 */
public record VesselTrackNetwork(
    TrafficNetwork network,
    long fixes,
    Map<FixVerdict.Kind, Long> verdicts,
    long moving,
    long movingOnCells,
    int observedLinks,
    int bridgingLinks,
    int chartedLinks) {

  public VesselTrackNetwork {
    verdicts = Map.copyOf(verdicts);
  }

  /** Share of the moving positions that lie in the network's cells, 0..1. */
  public double coverage() {
    return moving == 0 ? 0 : (double) movingOnCells / moving;
  }
}
