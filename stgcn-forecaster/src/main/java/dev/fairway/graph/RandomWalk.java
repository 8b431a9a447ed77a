package dev.fairway.graph;

/** Transition matrices of walks along a directed weighted graph (Li et al. 2018, DCRNN). */
public final class RandomWalk {

  private RandomWalk() {}

  /** With the traffic: D^-1 W; rows sum to 1. From a node without way out one stays. */
  public static GraphMatrix forward(GraphMatrix weights) {
    double[] out = weights.rowSums();
    return GraphMatrix.of(
        weights.size(), (i, j) -> out[i] == 0 ? (i == j ? 1 : 0) : weights.get(i, j) / out[i]);
  }

  /** Against the traffic: the same of the reversed graph. */
  public static GraphMatrix backward(GraphMatrix weights) {
    return forward(weights.transpose());
  }
}
