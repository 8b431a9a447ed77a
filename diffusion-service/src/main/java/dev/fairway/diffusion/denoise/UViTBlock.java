package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.LayerNorm;
import dev.fairway.tensor.Parameters;

/** Attention among all tokens, then a pointwise network, each behind a norm and added. */
final class UViTBlock {

  private final Layer attentionNorm;
  private final MultiHeadAttention attention;
  private final Layer pointwise;

  UViTBlock(Parameters parameters, int width, int heads, AttentionTap tap) {
    this.attentionNorm = new LayerNorm(parameters.in("attentionNorm"), width);
    this.attention = new MultiHeadAttention(parameters.in("attention"), width, heads, tap);
    this.pointwise =
        new LayerNorm(parameters.in("pointwiseNorm"), width)
            .then(new FeedForward(parameters.in("pointwise"), width));
  }

  /** {@code [B, L, width]} to the same shape. */
  NDArray forward(NDArray x, AttentionKernel kernel, Trace trace) {
    NDArray h = x.add(attention.forward(attentionNorm.forward(x), kernel, trace));
    return h.add(pointwise.forward(h));
  }
}
