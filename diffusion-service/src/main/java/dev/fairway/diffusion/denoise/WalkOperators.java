package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.GraphOperator;
import dev.fairway.graph.RandomWalk;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps along a network, with the traffic and against it (Li et al., DCRNN, 2018): what reaches a
 * site is a mean over its neighbours, weighted by how near they are.
 */
public final class WalkOperators {

  private static final double KERNEL_THRESHOLD = 0;

  private final GraphOperator forward;
  private final GraphOperator backward;
  private final int hops;

  private WalkOperators(GraphOperator forward, GraphOperator backward, int hops) {
    this.forward = forward;
    this.backward = backward;
    this.hops = hops;
  }

  /**
   * @param manager owns the operators
   */
  public static WalkOperators of(NDManager manager, TrafficNetwork network, int hops) {
    GraphMatrix weights = GaussianKernel.fit(network, KERNEL_THRESHOLD).ofLinks(network);
    return new WalkOperators(
        GraphOperator.of(manager, RandomWalk.forward(weights)),
        GraphOperator.of(manager, RandomWalk.backward(weights)),
        hops);
  }

  int hops() {
    return hops;
  }

  /**
   * {@code x}, and what it is after 1..hops steps with the traffic and against it, one after the
   * other along axis 1.
   *
   * @param x {@code [B, C, T, N]}
   * @return {@code [B, (1 + 2 hops) C, T, N]}
   */
  NDArray reached(NDArray x) {
    if (hops == 1) {
      return forward.joined(backward, x);
    }
    List<NDArray> reached = new ArrayList<>();
    NDArray ahead = x;
    NDArray behind = x;
    for (int hop = 0; hop < hops; hop++) {
      ahead = forward.forward(ahead);
      behind = backward.forward(behind);
      reached.add(ahead);
      reached.add(behind);
    }
    return Ops.concat(1, x, reached.toArray(NDArray[]::new));
  }
}
