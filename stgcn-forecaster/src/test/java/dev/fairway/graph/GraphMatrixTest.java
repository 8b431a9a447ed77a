package dev.fairway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.graph.GraphMatrix.Entry;
import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.GradientCheck;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GraphMatrixTest {

  private static final double EXACT = 1e-9;

  private static GraphMatrix weights(TrafficNetwork network) {
    return GaussianKernel.fit(network, 0.1).ofLinks(network).symmetric();
  }

  private static GraphMatrix laplacian(TrafficNetwork network) {
    return Laplacian.normalised(weights(network));
  }

  /** L v - lambda v, largest entry. */
  private static double residual(GraphMatrix matrix, double[] vector, double eigenvalue) {
    double[] image = matrix.multiply(vector);
    double largest = 0;
    for (int i = 0; i < vector.length; i++) {
      largest = Math.max(largest, Math.abs(image[i] - eigenvalue * vector[i]));
    }
    return largest;
  }

  private static double[] wave(int size, double frequency) {
    double[] wave = new double[size];
    for (int i = 0; i < size; i++) {
      wave[i] = Math.cos(frequency * i);
    }
    return wave;
  }

  @Test
  void ringHasTheEigenvaluesOneMinusCosine() {
    int n = 10;
    for (int k = 0; k < n; k++) {
      double frequency = 2 * Math.PI * k / n;
      assertThat(residual(laplacian(Networks.ring(n)), wave(n, frequency), 1 - Math.cos(frequency)))
          .isLessThan(EXACT);
    }
    assertThat(Laplacian.largestEigenvalue(laplacian(Networks.ring(10))))
        .isCloseTo(2, within(1e-6));
    assertThat(Laplacian.largestEigenvalue(laplacian(Networks.ring(9))))
        .isCloseTo(1 - Math.cos(2 * Math.PI * 4 / 9), within(1e-6));
  }

  /** Eigenvalues 1 - cos(pi k / (n - 1)); eigenvectors of L are those of the walk times sqrt(D). */
  @Test
  void pathHasItsEigenvalues() {
    int n = 7;
    GraphMatrix laplacian = laplacian(Networks.path(n));
    for (int k = 0; k < n; k++) {
      double frequency = Math.PI * k / (n - 1);
      double[] vector = wave(n, frequency);
      for (int i = 1; i < n - 1; i++) {
        vector[i] *= Math.sqrt(2);
      }
      assertThat(residual(laplacian, vector, 1 - Math.cos(frequency))).isLessThan(EXACT);
    }
  }

  /** Eigenvalues 0, 1 (often) and 2. */
  @Test
  void starHasItsEigenvalues() {
    GraphMatrix laplacian = laplacian(Networks.star(4));
    double hub = 2;
    assertThat(residual(laplacian, new double[] {hub, 1, 1, 1, 1}, 0)).isLessThan(EXACT);
    assertThat(residual(laplacian, new double[] {0, 1, -1, 0, 0}, 1)).isLessThan(EXACT);
    assertThat(residual(laplacian, new double[] {-hub, 1, 1, 1, 1}, 2)).isLessThan(EXACT);
  }

  @Test
  void aSingleSiteAndUnlinkedSitesGiveFiniteMatrices() {
    for (int size : new int[] {1, 3}) {
      TrafficNetwork alone = Networks.network("alone", size, List.of());
      GraphMatrix scaled = Laplacian.scaled(laplacian(alone));
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          assertThat(scaled.get(i, j)).isEqualTo(i == j ? -1 : 0);
        }
      }
      assertThat(RandomWalk.forward(weights(alone)).rowSums()).containsOnly(1);
    }
  }

  @Test
  void aDisconnectedNetworkIsTheSumOfItsParts() {
    TrafficNetwork two =
        Networks.network(
            "two",
            4,
            List.of(
                new Link("s0", "s1", 1000),
                new Link("s1", "s0", 1000),
                new Link("s2", "s3", 1000),
                new Link("s3", "s2", 1000)));
    GraphMatrix laplacian = laplacian(two);
    assertThat(residual(laplacian, new double[] {1, 1, 0, 0}, 0)).isLessThan(EXACT);
    assertThat(residual(laplacian, new double[] {0, 0, 1, 1}, 0)).isLessThan(EXACT);
    assertThat(laplacian.get(0, 2)).isZero();
  }

  /** Tk(cos a) = cos(k a) on the eigenvectors of the scaled Laplacian. */
  @Test
  void chebyshevPolynomialsAreCosines() {
    int n = 10;
    try (NDManager root = TensorEngine.newRoot()) {
      GraphOperator scaled = GraphOperator.of(root, Laplacian.scaled(laplacian(Networks.ring(n))));
      for (int k = 0; k < n; k++) {
        double frequency = 2 * Math.PI * k / n;
        float[] wave = new float[n];
        for (int i = 0; i < n; i++) {
          wave[i] = (float) Math.cos(frequency * i);
        }
        // 2 (1 - cos f) / 2 - 1 = -cos f
        double angle = Math.acos(-Math.cos(frequency));
        var basis = ChebyshevBasis.of(scaled, Ops.tensor(root, wave, 1, n), 5);
        for (int order = 0; order < basis.size(); order++) {
          float[] image = basis.get(order).toFloatArray();
          for (int i = 0; i < n; i++) {
            assertThat((double) image[i])
                .isCloseTo(Math.cos(order * angle) * wave[i], within(1e-4));
          }
        }
      }
    }
  }

  @Test
  void walksLeaveEveryNodeWithProbabilityOne() {
    TrafficNetwork network =
        Networks.network(
            "directed",
            3,
            List.of(
                new Link("s0", "s1", 500), new Link("s0", "s2", 900), new Link("s1", "s2", 700)));
    GraphMatrix weights = GaussianKernel.fit(network, 0).ofLinks(network);
    assertThat(RandomWalk.forward(weights).rowSums())
        .usingComparatorWithPrecision(EXACT)
        .containsOnly(1d);
    assertThat(RandomWalk.backward(weights).rowSums())
        .usingComparatorWithPrecision(EXACT)
        .containsOnly(1d);
    assertThat(RandomWalk.forward(weights).get(1, 2)).isEqualTo(1);
    assertThat(RandomWalk.backward(weights).get(1, 0)).isEqualTo(1);
  }

  @Test
  void kernelIsGaussianAndCut() {
    GaussianKernel kernel = new GaussianKernel(1000, 0.1);
    assertThat(kernel.weight(1000)).isCloseTo(Math.exp(-1), within(EXACT));
    assertThat(kernel.weight(1500)).isCloseTo(Math.exp(-2.25), within(EXACT));
    assertThat(kernel.weight(1600)).isZero();
    assertThat(GaussianKernel.fit(Networks.ring(5), 0.1).sigmaMetres()).isEqualTo(1000);
    assertThatThrownBy(() -> new GaussianKernel(0, 0.1)).hasMessageContaining("width");
  }

  @Test
  void pathsReachBeyondTheNeighbours() {
    TrafficNetwork network = Networks.path(4);
    GraphMatrix weights = new GaussianKernel(2000, 0).ofPaths(network, 2000);
    assertThat(weights.get(0, 1)).isCloseTo(Math.exp(-0.25), within(EXACT));
    assertThat(weights.get(0, 2)).isCloseTo(Math.exp(-1), within(EXACT));
    assertThat(weights.get(0, 3)).isZero();
    assertThat(weights.get(0, 0)).isZero();
  }

  @Test
  void relabellingTheSitesRelabelsTheMatrices() {
    int[] order = {3, 0, 4, 1, 2};
    GraphMatrix one = Laplacian.scaled(laplacian(Networks.star(4)));
    GraphMatrix other = Laplacian.scaled(laplacian(Networks.reordered(Networks.star(4), order)));
    for (int i = 0; i < order.length; i++) {
      for (int j = 0; j < order.length; j++) {
        assertThat(other.get(order[i], order[j])).isCloseTo(one.get(i, j), within(1e-6));
      }
    }
  }

  /** The operator applies the matrix to the node axis, directed as it is, sparse or dense. */
  @Test
  void operatorAppliesTheMatrix() {
    GraphMatrix shift = GraphMatrix.of(3, List.of(new Entry(0, 1, 1), new Entry(1, 2, 1)));
    try (NDManager root = TensorEngine.newRoot()) {
      var x = Ops.tensor(root, new float[] {5, 6, 7, 1, 2, 3}, 2, 3);
      assertThat(GraphOperator.dense(root, shift).forward(x).toFloatArray())
          .containsExactly(6, 7, 0, 2, 3, 0);
      assertThat(GraphOperator.sparse(root, shift).forward(x).toFloatArray())
          .containsExactly(6, 7, 0, 2, 3, 0);
    }
  }

  /** The two forms agree, their gradients too, also after Java's buffers are gone. */
  @Test
  void sparseAndDenseOperatorsAreEqual() {
    int n = 40;
    GraphMatrix walk = RandomWalk.forward(weights(Networks.ring(n)));
    try (NDManager root = TensorEngine.newRoot()) {
      float[] values = Initialiser.normal(1).values(new Random(1), 2 * 3 * 4 * n);
      float[][] results = new float[2][];
      float[][] gradients = new float[2][];
      List<GraphOperator> operators =
          List.of(GraphOperator.dense(root, walk), GraphOperator.sparse(root, walk));
      System.gc();
      for (int i = 0; i < 2; i++) {
        GraphOperator operator = operators.get(i);
        var x = Ops.tensor(root, values, 2, 3, 4, n);
        x.setRequiresGradient(true);
        results[i] =
            GradientMode.on(
                () -> {
                  var y = operator.forward(operator.forward(x));
                  Gradients.backward(y.square().sum());
                  return y.toFloatArray();
                });
        gradients[i] = Gradients.of(x, root).orElseThrow().toFloatArray();
      }
      assertThat(results[1]).usingComparatorWithPrecision(1e-5f).containsExactly(results[0]);
      assertThat(gradients[1]).usingComparatorWithPrecision(1e-4f).containsExactly(gradients[0]);
    }
  }

  /** Both ways round a ring at once: as one after the other, in values and in gradients. */
  @Test
  void operatorsThatAreJoinedAreThoseOneByOne() {
    GraphMatrix weights = weights(Networks.ring(6));
    try (NDManager root = TensorEngine.newRoot()) {
      GraphOperator ahead = GraphOperator.sparse(root, RandomWalk.forward(weights));
      GraphOperator behind = GraphOperator.sparse(root, RandomWalk.backward(weights));
      GraphOperator full = GraphOperator.dense(root, RandomWalk.forward(weights));
      float[] values = Initialiser.normal(1).values(new Random(1), 2 * 3 * 4 * 6);
      var x = Ops.tensor(root, values, 2, 3, 4, 6);
      float[] expected = Ops.concat(1, x, ahead.forward(x), behind.forward(x)).toFloatArray();
      assertThat(ahead.joined(behind, x).toFloatArray()).containsExactly(expected);
      assertThat(full.joined(behind, x).toFloatArray())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(expected);
      GradientCheck.check(
          new Parameters(root, 1), input -> ahead.joined(behind, input), 1e-2, 2, 3, 4, 6);
    }
  }

  /** The work of 20,000 nodes is that of their links: N^2 entries would not fit into memory. */
  @Test
  void aLargeGraphIsSparse() {
    int n = 20_000;
    GraphMatrix laplacian = laplacian(Networks.ring(n));
    assertThat(laplacian.entries()).isEqualTo(3 * n);
    try (NDManager root = TensorEngine.newRoot()) {
      GraphOperator operator =
          GraphOperator.of(root, RandomWalk.forward(weights(Networks.ring(n))));
      float[] ones = new float[n];
      Arrays.fill(ones, 1);
      assertThat(operator.forward(Ops.tensor(root, ones, 1, n)).toFloatArray())
          .usingComparatorWithPrecision(1e-6f)
          .containsExactly(ones);
    }
  }

  @Test
  void aPartKeepsTheEntriesBetweenItsNodes() {
    GraphMatrix ring = weights(Networks.ring(5));
    GraphMatrix part = ring.part(new int[] {4, 0, 2});
    assertThat(part.size()).isEqualTo(3);
    assertThat(part.get(0, 1)).isEqualTo(ring.get(4, 0)).isPositive();
    assertThat(part.get(1, 2)).isZero();
    assertThat(part.entries()).isEqualTo(2);
  }

  @Test
  void whatIsNoLaplacianIsRefused() {
    assertThatThrownBy(() -> Laplacian.normalised(GraphMatrix.of(2, List.of(new Entry(0, 1, 1)))))
        .hasMessageContaining("not symmetric");
    assertThatThrownBy(() -> GraphMatrix.of(1, List.of(new Entry(0, 0, Double.NaN))))
        .hasMessageContaining("NaN");
    assertThatThrownBy(() -> GraphMatrix.of(2, List.of(new Entry(0, 2, 1))))
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> GraphMatrix.of(2, List.of(new Entry(0, 1, 1), new Entry(0, 1, 2))))
        .hasMessageContaining("twice");
  }
}
