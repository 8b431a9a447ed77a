package dev.fairway.diffusion.latent;

import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A network cut into clusters of sites that lie together: each site belongs to the centre that is
 * the fewest links away, whichever their direction. A centre is as far as can be from the centres
 * before it (Gonzalez 1985). Among equals the order of the sites decides.
 *
 * @param ofSite the cluster of each site
 * @param count M
 */
record SiteClusters(int[] ofSite, int count) {

  private static final int UNREACHED = Integer.MAX_VALUE;

  static SiteClusters of(TrafficNetwork network, int count) {
    int size = network.size();
    if (count > size) {
      throw new IllegalArgumentException(count + " clusters of " + size + " sites");
    }
    GraphMatrix ties = GaussianKernel.fit(network, 0).ofLinks(network).symmetric();
    int[] cluster = new int[size];
    int[] distance = new int[size];
    Arrays.fill(distance, UNREACHED);
    for (int c = 0; c < count; c++) {
      int centre = IntStream.range(0, size).reduce(0, (a, b) -> distance[b] > distance[a] ? b : a);
      grow(ties, centre, c, cluster, distance);
    }
    return new SiteClusters(cluster, count);
  }

  /** Breadth first, as far as the new centre is the nearest. */
  private static void grow(GraphMatrix ties, int centre, int c, int[] cluster, int[] distance) {
    distance[centre] = 0;
    cluster[centre] = c;
    ArrayDeque<Integer> next = new ArrayDeque<>(List.of(centre));
    while (!next.isEmpty()) {
      int site = next.remove();
      for (int neighbour : ties.neighbours(site)) {
        if (distance[site] + 1 < distance[neighbour]) {
          distance[neighbour] = distance[site] + 1;
          cluster[neighbour] = c;
          next.add(neighbour);
        }
      }
    }
  }

  /** {@code [N, M]}, packed: columns are means over the sites of a cluster. */
  float[] pooling() {
    int[] members = new int[count];
    for (int cluster : ofSite) {
      members[cluster]++;
    }
    float[] pooling = new float[ofSite.length * count];
    for (int n = 0; n < ofSite.length; n++) {
      pooling[n * count + ofSite[n]] = 1f / members[ofSite[n]];
    }
    return pooling;
  }

  /** {@code [M, N]}, packed: each site has what its cluster has. */
  float[] spreading() {
    float[] spreading = new float[count * ofSite.length];
    for (int n = 0; n < ofSite.length; n++) {
      spreading[ofSite[n] * ofSite.length + n] = 1;
    }
    return spreading;
  }

  /** The clusters as sites, linked by the shortest link from one to the other. */
  TrafficNetwork network(TrafficNetwork fine) {
    Map<List<Integer>, Double> metres = new LinkedHashMap<>();
    for (Link link : fine.links()) {
      int from = ofSite[fine.indexOf(link.from()).orElseThrow()];
      int to = ofSite[fine.indexOf(link.to()).orElseThrow()];
      if (from != to) {
        metres.merge(List.of(from, to), link.metres(), Math::min);
      }
    }
    return new TrafficNetwork(
        fine.id(),
        fine.kind(),
        IntStream.range(0, count)
            .mapToObj(c -> new Site("cluster-" + c, "cluster " + c, Double.NaN, Double.NaN))
            .toList(),
        metres.entrySet().stream()
            .map(
                e ->
                    new Link(
                        "cluster-" + e.getKey().get(0),
                        "cluster-" + e.getKey().get(1),
                        e.getValue()))
            .toList());
  }
}
