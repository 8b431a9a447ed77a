package dev.fairway.graph;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Where a node lies in its graph, as sines say where a step lies in time: the entries of the
 * smoothest eigenvectors of the normalised Laplacian (Dwivedi and Bresson, A Generalization of
 * Transformer Networks to Graphs, 2021). The smoothest of all, which knows degrees only, is left
 * out.
 *
 * <p>A sign is free, and chosen so that the sum of cubes is not negative. Where eigenvalues are
 * repeated, as in a graph of several parts, the vectors are one choice of many.
 */
public final class LaplacianPositions {

  /** Time grows with the cube of the nodes: 2000 take some seconds to half a minute. */
  public static final int LARGEST = 2000;

  private LaplacianPositions() {}

  /**
   * @param weights of the links; the direction does not matter
   * @param count how many numbers say where a node lies
   * @return {@code [N, count]}, packed: columns from smooth to rough, of root mean square 1; 0
   *     where the graph has too few
   * @throws IllegalArgumentException if the graph is larger than {@link #LARGEST}
   */
  public static float[] of(GraphMatrix weights, int count) {
    int size = weights.size();
    if (size > LARGEST) {
      throw new IllegalArgumentException(
          "Positions in a graph of " + size + " nodes; the most are " + LARGEST + ": ask for none");
    }
    RealMatrix laplacian = new Array2DRowRealMatrix(size, size);
    Laplacian.normalised(weights.symmetric()).forEach(laplacian::setEntry);
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(laplacian);
    List<Integer> smoothFirst =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble(eigen::getEigenvalue))
            .toList();
    float[] positions = new float[size * count];
    for (int p = 0; p < Math.min(count, size - 1); p++) {
      double[] vector = eigen.getEigenvector(smoothFirst.get(p + 1)).toArray();
      double cubes = 0;
      for (double entry : vector) {
        cubes += entry * entry * entry;
      }
      double scale = (cubes < 0 ? -1 : 1) * Math.sqrt(size);
      for (int n = 0; n < size; n++) {
        positions[n * count + p] = (float) (scale * vector[n]);
      }
    }
    return positions;
  }
}
