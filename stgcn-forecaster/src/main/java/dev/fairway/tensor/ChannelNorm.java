package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Layer norm (Ba et al. 2016) of each cell's channels: {@code [B, C, T, N]}, mean 0 and variance 1
 * over C, then scaled and shifted per channel; epsilon 1e-5. No cell sees another.
 */
public final class ChannelNorm implements Layer {

  private final NDArray gain;
  private final NDArray bias;
  private final int channels;

  public ChannelNorm(Parameters parameters, int channels) {
    this.channels = channels;
    gain = parameters.create("gain", Initialiser.ones(), channels);
    bias = parameters.create("bias", Initialiser.zeros(), channels);
  }

  @Override
  public NDArray forward(NDArray x) {
    Shapes.require(x, "B", channels, "T", "N");
    return FusedOps.call("layer_norm_channels", x, gain, bias);
  }
}
