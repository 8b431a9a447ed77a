package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Layer norm of the STGCN (Yu, Yin, Zhu 2018): each sample's time step is brought to mean 0 and
 * variance 1 over its channels and nodes, {@code [B, C, T, N]}, then scaled and shifted; epsilon
 * 1e-5.
 */
public final class SnapshotNorm {

  private SnapshotNorm() {}

  /**
   * @param x {@code [B, C, T, N]}
   * @param gain {@code [C, N]}, of each channel and node
   * @param bias {@code [C, N]}
   */
  public static NDArray apply(NDArray x, NDArray gain, NDArray bias) {
    long channels = x.getShape().get(1);
    long nodes = x.getShape().get(3);
    Shapes.require(gain, channels, nodes);
    Shapes.require(bias, channels, nodes);
    return FusedOps.call("layer_norm_snapshots", x, gain, bias);
  }
}
