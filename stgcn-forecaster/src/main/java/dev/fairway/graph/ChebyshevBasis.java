package dev.fairway.graph;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Ops;
import java.util.ArrayList;
import java.util.List;

/**
 * Chebyshev polynomials of a matrix applied to a signal: T0 x = x, T1 x = A x, Tk x = 2 A (Tk-1 x)
 * - Tk-2 x. The polynomials themselves, which would fill up, are never multiplied out.
 */
public final class ChebyshevBasis {

  private ChebyshevBasis() {}

  /**
   * @param scaledLaplacian with eigenvalues in [-1, 1]
   * @param x {@code [..., N]}
   * @param count how many, from T0 on; at least 1
   */
  public static List<NDArray> of(GraphOperator scaledLaplacian, NDArray x, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A Chebyshev basis of " + count + " polynomials");
    }
    List<NDArray> basis = new ArrayList<>();
    basis.add(x);
    if (count > 1) {
      basis.add(scaledLaplacian.forward(x));
    }
    while (basis.size() < count) {
      NDArray last = basis.get(basis.size() - 1);
      NDArray before = basis.get(basis.size() - 2);
      basis.add(scaledLaplacian.then(y -> Ops.scale(y, 2)).then(y -> y.sub(before)).forward(last));
    }
    return basis;
  }
}
