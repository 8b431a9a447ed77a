package dev.fairway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaplacianPositionsTest {

  private static final int NODES = 7;

  /** A road of equal links, n - 1 - ... - n. */
  private static GraphMatrix road(double first) {
    List<GraphMatrix.Entry> links = new ArrayList<>();
    for (int i = 0; i + 1 < NODES; i++) {
      links.add(new GraphMatrix.Entry(i, i + 1, i == 0 ? first : 1));
    }
    return GraphMatrix.of(NODES, links);
  }

  /**
   * The eigenvectors of a path's normalised Laplacian are D^1/2 cos(pi k i / (n - 1)) (Chung,
   * Spectral Graph Theory, 1997, example 1.4).
   */
  @Test
  void onAStraightRoadTheyAreCosines() {
    float[] positions = LaplacianPositions.of(road(1), 3);
    for (int k = 1; k <= 3; k++) {
      double[] expected = new double[NODES];
      double squares = 0;
      for (int i = 0; i < NODES; i++) {
        double degree = i == 0 || i == NODES - 1 ? 1 : 2;
        expected[i] = Math.sqrt(degree) * Math.cos(Math.PI * k * i / (NODES - 1));
        squares += expected[i] * expected[i];
      }
      double sign = Math.signum(expected[0] * positions[k - 1]);
      for (int i = 0; i < NODES; i++) {
        assertThat((double) positions[i * 3 + k - 1])
            .isCloseTo(sign * expected[i] * Math.sqrt(NODES / squares), within(1e-6));
      }
    }
  }

  @Test
  void relabellingTheNodesRelabelsThem() {
    GraphMatrix road = road(0.5);
    int[] order = {3, 0, 6, 2, 5, 1, 4};
    float[] plain = LaplacianPositions.of(road, 4);
    float[] moved = LaplacianPositions.of(road.part(order), 4);
    for (int i = 0; i < NODES; i++) {
      for (int p = 0; p < 4; p++) {
        assertThat(moved[i * 4 + p]).isCloseTo(plain[order[i] * 4 + p], within(1e-5f));
      }
    }
  }

  @Test
  void aSmallGraphHasNoMoreThanItHas() {
    GraphMatrix pair = GraphMatrix.of(2, List.of(new GraphMatrix.Entry(0, 1, 1)));
    float[] positions = LaplacianPositions.of(pair, 3);
    assertThat(positions).hasSize(6);
    assertThat(Math.abs(positions[0])).isCloseTo(1, within(1e-6f));
    assertThat(positions[0]).isCloseTo(-positions[3], within(1e-6f));
    assertThat(positions[1]).isZero();
  }

  @Test
  void aGraphTooLargeIsRefused() {
    GraphMatrix large = GraphMatrix.identity(LaplacianPositions.LARGEST + 1);
    assertThatThrownBy(() -> LaplacianPositions.of(large, 1)).hasMessageContaining("2001");
  }
}
