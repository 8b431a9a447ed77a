package dev.fairway.forecast.baseline;

import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who lies next to whom, up- and downstream alike. */
final class Neighbours {

  /**
   * @param most at most so many for each site: the nearest; of equally near ones the first in node
   *     order
   * @return for each site in node order its neighbours, nearest first
   */
  static int[][] nearest(TrafficNetwork network, int most) {
    List<Map<Integer, Double>> metres = new ArrayList<>();
    for (int site = 0; site < network.size(); site++) {
      metres.add(new HashMap<>());
    }
    for (Link link : network.links()) {
      int from = network.indexOf(link.from()).orElseThrow();
      int to = network.indexOf(link.to()).orElseThrow();
      metres.get(from).merge(to, link.metres(), Math::min);
      metres.get(to).merge(from, link.metres(), Math::min);
    }
    return metres.stream()
        .map(
            near ->
                near.entrySet().stream()
                    .sorted(
                        Map.Entry.<Integer, Double>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(most)
                    .mapToInt(Map.Entry::getKey)
                    .toArray())
        .toArray(int[][]::new);
  }

  private Neighbours() {}
}
