package dev.fairway.graph;

import java.util.ArrayList;
import java.util.List;

/** Chebyshev polynomials of a matrix: T0 = I, T1 = A, Tk = 2 A Tk-1 - Tk-2. */
public final class ChebyshevBasis {

  private ChebyshevBasis() {}

  /**
   * @param scaledLaplacian with eigenvalues in [-1, 1]
   * @param count how many, from T0 on; at least 1
   */
  public static List<GraphMatrix> of(GraphMatrix scaledLaplacian, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A Chebyshev basis of " + count + " polynomials");
    }
    List<GraphMatrix> basis = new ArrayList<>();
    basis.add(GraphMatrix.identity(scaledLaplacian.size()));
    if (count > 1) {
      basis.add(scaledLaplacian);
    }
    while (basis.size() < count) {
      GraphMatrix last = basis.get(basis.size() - 1);
      GraphMatrix before = basis.get(basis.size() - 2);
      basis.add(scaledLaplacian.multiply(last).combine(2, -1, before));
    }
    return List.copyOf(basis);
  }
}
