package dev.fairway.diffusion.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LatentSpaceTest {

  private static final int WINDOWS = 64;

  private final NDManager root = TensorEngine.newRoot();
  private final TrafficNetwork ring = RingRoad.measured(Waves.SITES).network();
  private final Map<String, HostTensor> weights = weights();
  private final WindowSpace space = open(weights);

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @AfterEach
  void close() {
    root.close();
  }

  private Map<String, HostTensor> weights() {
    Parameters parameters = new Parameters(root, 1);
    CodecTest.trained(root, parameters, ring, 60);
    return parameters.values();
  }

  private WindowSpace open(Map<String, HostTensor> its) {
    return CodecTest.SHAPE.open(root, Waves.CHANNELS, Waves.STEPS, ring, its);
  }

  @Test
  void scaledLatentsHaveMeanZeroAndDeviationOneAndMeanTheSameWindows() {
    float[] cells = Waves.draw(WINDOWS, new Random(2));
    float[] known = Waves.ones(WINDOWS);
    float[] before = space.points(cells, known, WINDOWS);
    LatentScale scale = LatentScale.of(before, space.shape(WINDOWS));
    assertThat(scale.deviations()).doesNotContain(1);
    WindowSpace scaled = open(scale.in(weights));
    float[] after = scaled.points(cells, known, WINDOWS);
    LatentScale unit = LatentScale.of(after, scaled.shape(WINDOWS));
    for (int c = 0; c < CodecTest.SHAPE.channels(); c++) {
      assertThat(unit.means()[c]).isCloseTo(0, within(1e-4f));
      assertThat(unit.deviations()[c]).isCloseTo(1, within(1e-3f));
    }
    assertThat(scaled.cells(after, WINDOWS))
        .containsExactly(space.cells(before, WINDOWS), within(1e-4f));
  }

  /**
   * The variance of a number is scaled as its mean is: noise stays as large beside it as it was.
   */
  @Test
  void theScaleHoldsForTheDeviationOfALatentToo() {
    float[] cells = Waves.draw(1, new Random(2));
    LatentScale scale = new LatentScale(new float[] {1, 2, 3, 4}, new float[] {0.5f, 1, 2, 4});
    HostTensor before = weights.get("toLatent.bias");
    HostTensor after = scale.in(weights).get("toLatent.bias");
    for (int c = 0; c < 4; c++) {
      double shift = after.values()[4 + c] - before.values()[4 + c];
      assertThat(shift).isCloseTo(-2 * Math.log(scale.deviations()[c]), within(1e-5));
    }
    assertThat(open(scale.in(weights)).points(cells, Waves.ones(1), 1))
        .isNotEqualTo(space.points(cells, Waves.ones(1), 1));
  }

  @Test
  void holesAreNotLookedAt() {
    float[] cells = Waves.draw(1, new Random(2));
    float[] known = Waves.ones(1);
    for (int i = 0; i < cells.length; i += 3) {
      known[i] = 0;
    }
    float[] before = space.points(cells, known, 1);
    for (int i = 0; i < cells.length; i += 3) {
      cells[i] = 1000;
    }
    assertThat(space.points(cells, known, 1)).isEqualTo(before);
  }

  @Test
  void theShareIsThatOfTheCellsBehindANumber() {
    float[] marks = Waves.ones(1);
    assertThat(space.share(marks, 1)).hasSize(space.numbers()).containsOnly(1);
    Arrays.fill(marks, 0, marks.length / 2, 0);
    float sum = 0;
    for (float share : space.share(marks, 1)) {
      assertThat(share).isBetween(0f, 1f);
      sum += share;
    }
    assertThat(sum / space.numbers()).isCloseTo(0.5f, within(1e-4f));
  }

  @Test
  void aClustersFeatureIsThatOfEachOfItsSites() {
    NDArray features = Ops.tensor(root, new float[] {1, 2, 3}, 1, 1, 1, 3);
    float[] atSites = space.atSites(features).toFloatArray();
    int[] ofSite = SiteClusters.of(ring, 3).ofSite();
    for (int n = 0; n < Waves.SITES; n++) {
      assertThat(atSites[n]).isEqualTo(1 + ofSite[n]);
    }
  }

  @Test
  void weightsOfAnotherCodecAreRefused() {
    CodecShape wider = new CodecShape(4, 4, 3, 32);
    assertThatThrownBy(() -> wider.open(root, Waves.CHANNELS, Waves.STEPS, ring, weights))
        .hasMessageContaining("The codec is another one")
        .hasMessageContaining("32");
  }
}
