package dev.fairway.graph;

import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jgrapht.Graph;
import org.jgrapht.traverse.ClosestFirstIterator;

/**
 * How strongly two sites are tied, given the distance to travel: exp(-d^2 / sigma^2), and 0 where
 * that is below the threshold (Shuman et al. 2013; Yu, Yin, Zhu 2018, eq. 10).
 *
 * @param sigmaMetres distance at which a tie has the weight 1/e
 * @param threshold smallest weight that counts, in [0, 1)
 */
public record GaussianKernel(double sigmaMetres, double threshold) {

  public GaussianKernel {
    if (!(sigmaMetres > 0) || Double.isInfinite(sigmaMetres)) {
      throw new IllegalArgumentException("Kernel width " + sigmaMetres + " m is not above 0");
    }
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("Kernel threshold " + threshold + " is not in [0, 1)");
    }
  }

  /**
   * With sigma = the root mean square of the link distances, so that a typical link has the weight
   * 1/e. (The papers take the standard deviation, of the distances of all pairs; of links alone it
   * may be next to nothing, and then it would cut every tie.) 1 m in a network without links.
   */
  public static GaussianKernel fit(TrafficNetwork network, double threshold) {
    double meanSquare =
        network.links().stream()
            .mapToDouble(link -> link.metres() * link.metres())
            .average()
            .orElse(1);
    return new GaussianKernel(Math.sqrt(meanSquare), threshold);
  }

  public double weight(double metres) {
    double weight = Math.exp(-(metres / sigmaMetres) * (metres / sigmaMetres));
    return weight < threshold ? 0 : weight;
  }

  /** Weights of the links: entry (i, j) for a link from i to j. The diagonal is 0. */
  public GraphMatrix ofLinks(TrafficNetwork network) {
    List<GraphMatrix.Entry> weights = new ArrayList<>();
    for (Link link : network.links()) {
      int from = network.indexOf(link.from()).orElseThrow();
      int to = network.indexOf(link.to()).orElseThrow();
      weights.add(new GraphMatrix.Entry(from, to, weight(link.metres())));
    }
    return GraphMatrix.of(network.size(), weights);
  }

  /** Weights of the shortest ways from i to j of at most {@code reachMetres}. Diagonal 0. */
  public GraphMatrix ofPaths(TrafficNetwork network, double reachMetres) {
    Graph<Site, Link> graph = network.graph();
    List<GraphMatrix.Entry> weights = new ArrayList<>();
    for (int i = 0; i < network.size(); i++) {
      ClosestFirstIterator<Site, Link> reached =
          new ClosestFirstIterator<>(graph, network.sites().get(i), reachMetres);
      while (reached.hasNext()) {
        Site site = reached.next();
        int j = network.indexOf(site.id()).orElseThrow();
        if (j != i) {
          weights.add(new GraphMatrix.Entry(i, j, weight(reached.getShortestPathLength(site))));
        }
      }
    }
    return GraphMatrix.of(network.size(), weights);
  }
}
