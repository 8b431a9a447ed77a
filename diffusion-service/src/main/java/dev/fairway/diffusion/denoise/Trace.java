package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;

/**
 * An observer of a forward pass, who may also take part: what it gives back is what flows on. This
 * one sees nothing and changes nothing.
 */
public interface Trace {

  /** Nobody looks, and nothing is computed that only an observer needs. */
  Trace NONE = new Trace() {};

  /**
   * @param activation {@code [B, width, T', N]}
   * @return the same, or another of its shape
   */
  default NDArray activation(Tap tap, NDArray activation) {
    return activation;
  }

  /** Whether the map of an attention is to be laid out in full, which the fused one never does. */
  default boolean wants(AttentionTap tap) {
    return false;
  }

  /**
   * Called where {@link #wants} said yes.
   *
   * @param map {@code [R, heads, L, L']}
   * @return the same, or another of its shape
   */
  default NDArray attention(AttentionTap tap, NDArray map) {
    return map;
  }
}
