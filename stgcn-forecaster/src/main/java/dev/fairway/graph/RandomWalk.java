package dev.fairway.graph;

/** Transition matrices of walks along a directed weighted graph (Li et al. 2018, DCRNN). */
public final class RandomWalk {

  private RandomWalk() {}

  /**
   * With the traffic: D^-1 W; rows sum to 1. From a node without way out one stays, and from one
   * whose ties are so weak that 1 / D is no number.
   */
  public static GraphMatrix forward(GraphMatrix weights) {
    double[] out = weights.rowSums();
    double[] inverse = GraphMatrix.map(out, sum -> sum < Double.MIN_NORMAL ? 0 : 1 / sum);
    double[] ones = GraphMatrix.map(out, sum -> 1);
    double[] stuck = GraphMatrix.map(out, sum -> sum < Double.MIN_NORMAL ? 1 : 0);
    // diagonal() keeps zeros, combine() drops them.
    return weights.scaled(inverse, ones).combine(1, 1, GraphMatrix.diagonal(stuck));
  }

  /** Against the traffic: the same of the reversed graph. */
  public static GraphMatrix backward(GraphMatrix weights) {
    return forward(weights.transpose());
  }
}
