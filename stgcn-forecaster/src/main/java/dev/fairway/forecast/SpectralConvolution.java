package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.graph.ChebyshevBasis;
import dev.fairway.graph.GraphOperator;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;

/**
 * Graph convolution of the STGCN, the same at every time step, with its residual connection and
 * ReLU: {@code [B, in, T, N]} to {@code [B, out, T, N]}, relu(x' + sum_k Theta_k T_k x') with the
 * Chebyshev polynomials T_k (Defferrard et al. 2016), or relu(x' + Theta A x') with one
 * renormalised step A (Kipf and Welling 2017); x' is the input brought to the width.
 */
final class SpectralConvolution {

  private final GraphConvolutionKind kind;
  private final int polynomials;
  private final Layer align;
  private final Layer mix;

  SpectralConvolution(
      Parameters parameters, GraphConvolutionKind kind, int polynomials, int in, int out) {
    this.kind = kind;
    this.polynomials = polynomials;
    align =
        in == out ? x -> x : TemporalConvolution.asInPyTorch(parameters.in("align"), in, out, 1);
    mix = TemporalConvolution.asInPyTorch(parameters.in("polynomials"), out * polynomials, out, 1);
  }

  NDArray forward(NDArray x, GraphOperator operator) {
    return align.then(aligned -> convolved(aligned, operator)).forward(x);
  }

  private NDArray convolved(NDArray aligned, GraphOperator operator) {
    Layer spread = y -> spread(y, operator);
    return Layer.chain(List.of(spread, mix, y -> y.add(aligned), Ops::relu)).forward(aligned);
  }

  /** {@code [B, out, T, N]} to {@code [B, out * polynomials, T, N]}. */
  private NDArray spread(NDArray x, GraphOperator operator) {
    if (kind == GraphConvolutionKind.FIRST_ORDER) {
      return operator.forward(x);
    }
    List<NDArray> further = ChebyshevBasis.of(operator, x, polynomials).subList(1, polynomials);
    NDArray joined = Ops.concat(1, x, further.toArray(NDArray[]::new));
    further.forEach(NDArray::close);
    return joined;
  }
}
