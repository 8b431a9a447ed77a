package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;

/**
 * A transformer block with adaLN-Zero (Peebles and Xie, DiT, 2023): attention along time, attention
 * among the nodes, a pointwise network, each as
 *
 * <pre>
 *   x + gate * f(norm(x) * (1 + scale) + shift)
 * </pre>
 *
 * <p>where gate, scale and shift are linear in the condition and begin at 0, so that the block
 * begins as the identity. Departure: one attention over all tokens became two, along time and among
 * the nodes (axial attention, as in CSDI, Tashiro et al. 2021).
 */
final class DiTBlock {

  private static final int MODULATIONS = 9;

  private final int width;
  private final Layer modulation;
  private final MultiHeadAttention alongTime;
  private final MultiHeadAttention amongNodes;
  private final AttentionKernel nodes;
  private final Layer pointwise;

  /**
   * @param nodes who attends to whom among the nodes
   */
  DiTBlock(
      Parameters parameters,
      int width,
      int heads,
      AttentionKernel nodes,
      AttentionTap timeTap,
      AttentionTap nodeTap) {
    this.width = width;
    this.nodes = nodes;
    this.modulation =
        new Linear(parameters.in("modulation"), width, MODULATIONS * width, Initialiser.zeros());
    this.alongTime = new MultiHeadAttention(parameters.in("time"), width, heads, timeTap);
    this.amongNodes = new MultiHeadAttention(parameters.in("nodes"), width, heads, nodeTap);
    this.pointwise = new FeedForward(parameters.in("pointwise"), width);
  }

  /**
   * @param x {@code [B, P, N, width]}
   * @param condition {@code [B, width]}
   * @return {@code [B, P, N, width]}
   */
  NDArray forward(NDArray x, NDArray condition, Trace trace) {
    NDArray m = modulation.forward(condition).reshape(-1, MODULATIONS, 1, 1, width).swapAxes(0, 1);
    NDArray h = x.add(m.get(0).mul(time(modulated(x, m.get(1), m.get(2)), trace)));
    h = h.add(m.get(3).mul(nodes(modulated(h, m.get(4), m.get(5)), trace)));
    return h.add(m.get(6).mul(pointwise.forward(modulated(h, m.get(7), m.get(8)))));
  }

  static NDArray modulated(NDArray x, NDArray scale, NDArray shift) {
    NDArray h = Ops.standardised(x);
    return h.add(h.mul(scale)).add(shift);
  }

  private NDArray time(NDArray x, Trace trace) {
    Shape s = x.getShape();
    NDArray byNode = x.swapAxes(1, 2).reshape(s.get(0) * s.get(2), s.get(1), width);
    return alongTime
        .forward(byNode, new SoftmaxAttention(), trace)
        .reshape(s.get(0), s.get(2), s.get(1), width)
        .swapAxes(1, 2);
  }

  private NDArray nodes(NDArray x, Trace trace) {
    Shape s = x.getShape();
    return amongNodes
        .forward(x.reshape(s.get(0) * s.get(1), s.get(2), width), nodes, trace)
        .reshape(s);
  }
}
