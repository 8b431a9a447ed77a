package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;

/**
 * Graph convolution with Chebyshev polynomials (Defferrard et al. 2016), the same at every time
 * step, with the residual connection and ReLU of the STGCN: {@code [B, in, T, N]} to {@code [B,
 * out, T, N]}, relu(x' + sum_k Theta_k x T_k).
 */
final class ChebyshevConvolution implements Layer {

  private final List<NDArray> operators;
  private final TemporalConvolution align;
  private final TemporalConvolution mix;

  /**
   * @param operators {@code [N, N]} each: T1, T2...; T0 is the identity and left out
   */
  ChebyshevConvolution(Parameters parameters, List<NDArray> operators, int in, int out) {
    this.operators = operators;
    align = TemporalConvolution.pointwise(parameters.in("align"), in, out);
    mix =
        TemporalConvolution.pointwise(
            parameters.in("polynomials"), out * (operators.size() + 1), out);
  }

  @Override
  public NDArray forward(NDArray x) {
    NDArray aligned = align.forward(x);
    NDArray[] hops = operators.stream().map(aligned::matMul).toArray(NDArray[]::new);
    return Ops.relu(mix.forward(Ops.concat(1, aligned, hops)).add(aligned));
  }
}
