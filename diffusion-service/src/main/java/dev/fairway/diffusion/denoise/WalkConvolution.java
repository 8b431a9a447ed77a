package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;

/**
 * Graph convolution: at each site and step a linear map of the channels there and of those that
 * reach it by walks, {@code [B, in, T, N]} to {@code [B, out, T, N]}.
 */
final class WalkConvolution implements Layer {

  private final WalkOperators walks;
  private final Layer mix;

  WalkConvolution(Parameters parameters, int in, int out, WalkOperators walks) {
    this.walks = walks;
    this.mix = TemporalConvolution.pointwise(parameters, in * (1 + 2 * walks.hops()), out);
  }

  @Override
  public NDArray forward(NDArray x) {
    return mix.forward(walks.reached(x));
  }
}
