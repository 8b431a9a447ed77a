package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;

/**
 * Temporal gated convolution (Yu, Yin, Zhu 2018, section 3.3): {@code [B, in, T, N]} to {@code [B,
 * out, T - kernel + 1, N]}, (P + x') sigmoid(Q), where P and Q are convolutions without padding and
 * x' is the input at the last step each of them sees, brought to the width: by zeros where it
 * grows, by a pointwise map where it shrinks.
 */
final class GatedTemporalConvolution implements Layer {

  private final TemporalConvolution convolution;
  private final Layer align;

  GatedTemporalConvolution(Parameters parameters, int in, int out, int kernel) {
    convolution =
        TemporalConvolution.asInPyTorch(parameters.in("convolution"), in, 2 * out, kernel);
    align =
        in <= out ? x -> x : TemporalConvolution.asInPyTorch(parameters.in("align"), in, out, 1);
  }

  @Override
  public NDArray forward(NDArray x) {
    return convolution.then(gates -> Ops.gatedResidual(gates, align.forward(x))).forward(x);
  }
}
