package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import java.util.Map;

/**
 * Attention among the L places of each of R rows, several heads side by side (Vaswani et al. 2017).
 * Nobody looks: the kernel mixes as cheaply as it can. An observer looks: the map is laid out, and
 * what he makes of it is applied.
 */
final class MultiHeadAttention {

  private final int width;
  private final int heads;
  private final NDArray project;
  private final Layer out;
  private final AttentionTap tap;

  MultiHeadAttention(Parameters parameters, int width, int heads, AttentionTap tap) {
    this.width = width;
    this.heads = heads;
    this.tap = tap;
    // Without a bias: a constant added to every key would not change a softmax.
    this.project =
        parameters.create("project", Initialiser.glorot(width, width), width, 3L * width);
    this.out = new Linear(parameters.in("out"), width, width);
  }

  /** Checks sizes that a shape names. */
  static void require(int width, int heads) {
    if (heads < 1 || width < 2 || width % 2 != 0 || width % heads != 0) {
      throw new IllegalArgumentException(
          "Tokens of width "
              + width
              + ", which should be even and a multiple of "
              + heads
              + " heads");
    }
  }

  /**
   * @param x {@code [R, L, width]}
   * @return {@code [R, L, width]}
   */
  NDArray forward(NDArray x, AttentionKernel kernel, Trace trace) {
    Map<String, Integer> sizes = Shapes.require(x, "R", "L", width);
    int rows = sizes.get("R");
    int places = sizes.get("L");
    NDArray projected =
        x.matMul(project).reshape(rows, places, 3, heads, width / heads).transpose(2, 0, 3, 1, 4);
    NDArray q = projected.get(0);
    NDArray k = projected.get(1);
    NDArray v = projected.get(2);
    NDArray mixed = trace.wants(tap) ? observed(q, k, v, kernel, trace) : kernel.mix(q, k, v);
    return out.forward(mixed.transpose(0, 2, 1, 3).reshape(rows, places, width));
  }

  private NDArray observed(NDArray q, NDArray k, NDArray v, AttentionKernel kernel, Trace trace) {
    NDArray map = kernel.map(q, k);
    NDArray applied = trace.attention(tap, map);
    if (!applied.getShape().equals(map.getShape())) {
      throw new IllegalArgumentException(
          tap + " is " + map.getShape() + ", not " + applied.getShape());
    }
    return applied.matMul(v);
  }
}
