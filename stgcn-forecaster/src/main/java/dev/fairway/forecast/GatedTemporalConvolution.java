package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import dev.fairway.tensor.TemporalConvolution.Padding;

/**
 * Temporal gated convolution (Yu, Yin, Zhu 2018, section 3.3): {@code [B, in, T, N]} to {@code [B,
 * out, T - kernel + 1, N]}, (P + x') sigmoid(Q), where P and Q are convolutions without padding and
 * x' is the input at the last step each of them sees, brought to the width.
 */
final class GatedTemporalConvolution implements Layer {

  private final TemporalConvolution convolution;
  private final Layer align;
  private final NDIndex lastSteps;

  GatedTemporalConvolution(Parameters parameters, int in, int out, int kernel) {
    convolution =
        new TemporalConvolution(parameters.in("convolution"), in, 2 * out, kernel, Padding.VALID);
    align = in == out ? x -> x : TemporalConvolution.pointwise(parameters.in("align"), in, out);
    lastSteps = new NDIndex(":, :, " + (kernel - 1) + ":");
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray gates = convolution.forward(x);
    NDArray aligned = align.forward(x.get(lastSteps));
    // (P + x') sigmoid(Q) = P sigmoid(Q) + x' sigmoid(Q): add x' to the first half, then gate.
    return Ops.glu(gates.add(Ops.concat(1, aligned, aligned.zerosLike())));
  }
}
