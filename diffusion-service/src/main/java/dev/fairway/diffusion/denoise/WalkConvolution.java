package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;

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
    List<NDArray> reached = walks.reached(x);
    return mix.forward(
        Ops.concat(1, x, reached.subList(1, reached.size()).toArray(NDArray[]::new)));
  }
}
