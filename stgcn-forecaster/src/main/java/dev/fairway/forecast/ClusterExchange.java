package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;

/**
 * A learned adjacency A = S G' of low rank: each of r groups is a weighted mean of sites (columns
 * of G sum to 1), each site takes a weighted mean of groups (rows of S sum to 1).
 *
 * <p>Graph WaveNet learns softmax(relu(E1 E2')), which has N^2 entries; a graph of the k nearest in
 * learned coordinates has k N, but choosing them takes N^2 comparisons and passes no gradient to
 * the ones not chosen. This takes r N numbers and operations, every pair of sites is tied, and a
 * new site needs only its own row.
 */
final class ClusterExchange {

  private static final double DEVIATION = 0.5;

  private final NDArray give;
  private final NDArray take;
  private final int groups;

  ClusterExchange(Parameters parameters, int groups, int sites) {
    this.groups = groups;
    Initialiser first = Initialiser.normal(DEVIATION);
    give = parameters.create("give" + ForecastNetwork.PER_SITE, first, groups, sites);
    take = parameters.create("take" + ForecastNetwork.PER_SITE, first, groups, sites);
  }

  /** {@code [B, C, T, n]} to the same shape. */
  NDArray forward(NDArray x, NetworkGraph graph) {
    Shapes.require(x, "B", "C", "T", graph.size());
    NDArray means = graph.select(give).softmax(1).transpose();
    NDArray shares = graph.select(take).softmax(0);
    Shapes.require(shares, groups, graph.size());
    return x.matMul(means).matMul(shares);
  }
}
