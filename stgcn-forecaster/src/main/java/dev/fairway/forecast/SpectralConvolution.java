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
    NDArray aligned = align.forward(x);
    NDArray spread;
    if (kind == GraphConvolutionKind.FIRST_ORDER) {
      spread = operator.forward(aligned);
    } else {
      List<NDArray> basis = ChebyshevBasis.of(operator, aligned, polynomials);
      spread = Ops.concat(1, basis.get(0), basis.subList(1, polynomials).toArray(NDArray[]::new));
    }
    return Ops.relu(mix.forward(spread).add(aligned));
  }
}
