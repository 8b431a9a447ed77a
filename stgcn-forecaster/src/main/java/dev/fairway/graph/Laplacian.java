package dev.fairway.graph;

/** Laplacians of a weighted graph. */
public final class Laplacian {

  private static final int ITERATIONS = 1000;
  private static final double TOLERANCE = 1e-12;

  /** Bound of the spectrum of every normalised Laplacian. */
  private static final double BOUND = 2;

  private Laplacian() {}

  /**
   * I - D^-1/2 W D^-1/2 of a symmetric W: eigenvalues in [0, 2]. Row and column of a node without
   * ties are 0, so that it is a component of its own with eigenvalue 0.
   */
  public static GraphMatrix normalised(GraphMatrix weights) {
    double[] degree = weights.rowSums();
    GraphMatrix mirrored = weights.transpose();
    weights.forEach(
        (i, j, weight) -> {
          if (weight != mirrored.get(i, j) || weight < 0) {
            throw new IllegalArgumentException(
                "Weights (" + i + ", " + j + ") are not symmetric, or negative");
          }
        });
    double[] root = GraphMatrix.map(degree, d -> d == 0 ? 0 : 1 / Math.sqrt(d));
    double[] tied = GraphMatrix.map(degree, d -> d == 0 ? 0 : 1);
    return GraphMatrix.diagonal(tied).combine(1, -1, weights.scaled(root, root));
  }

  /**
   * D~^-1/2 (W + I) D~^-1/2 with the degrees D~ of W + I: one step to the neighbours and oneself
   * (Kipf and Welling 2017, the renormalisation trick).
   */
  public static GraphMatrix renormalised(GraphMatrix weights) {
    GraphMatrix withLoops = weights.combine(1, 1, GraphMatrix.identity(weights.size()));
    double[] root = GraphMatrix.map(withLoops.rowSums(), d -> 1 / Math.sqrt(d));
    return withLoops.scaled(root, root);
  }

  /**
   * Largest eigenvalue of a normalised Laplacian, by power iteration. It is a lower bound up to
   * rounding, tight to about 1e-6.
   */
  public static double largestEigenvalue(GraphMatrix laplacian) {
    double[] vector = new double[laplacian.size()];
    for (int i = 0; i < vector.length; i++) {
      // Any start that no symmetry of the graph makes orthogonal to the eigenvector.
      vector[i] = Math.sin(1 + i * Math.sqrt(2)) + 0.5 * Math.cos(3 + i * Math.sqrt(7));
    }
    double eigenvalue = 0;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double norm = norm(vector);
      if (norm == 0) {
        return 0;
      }
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= norm;
      }
      double[] next = laplacian.multiply(vector);
      double before = eigenvalue;
      eigenvalue = dot(vector, next);
      vector = next;
      if (Math.abs(eigenvalue - before) <= TOLERANCE * Math.abs(eigenvalue)) {
        break;
      }
    }
    return Math.min(eigenvalue, BOUND);
  }

  /**
   * 2 L / lambda - I: eigenvalues in [-1, 1], where Chebyshev polynomials are bounded (Defferrard
   * et al. 2016). Without any tie lambda is taken to be 2.
   */
  public static GraphMatrix scaled(GraphMatrix laplacian) {
    double largest = largestEigenvalue(laplacian);
    double lambda = largest > 0 ? largest : BOUND;
    return laplacian.combine(2 / lambda, -1, GraphMatrix.identity(laplacian.size()));
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
