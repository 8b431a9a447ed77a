package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.TinyTown.Windows;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttentionTest {

  private static final int NODES = 6;

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  /** Every node by itself, but for 0 - 1 and 1 - 2. */
  private static GraphMatrix chainOfThree() {
    return GraphMatrix.of(
        NODES, List.of(new GraphMatrix.Entry(0, 1, 0.3), new GraphMatrix.Entry(1, 2, 0.7)));
  }

  private static GraphMatrix complete() {
    List<GraphMatrix.Entry> all = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      for (int j = i + 1; j < NODES; j++) {
        all.add(new GraphMatrix.Entry(i, j, 1));
      }
    }
    return GraphMatrix.of(NODES, all);
  }

  private NDArray random(long seed) {
    Random random = new Random(seed);
    float[] values = new float[2 * 3 * NODES * 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Ops.tensor(root, values, 2, 3, NODES, 4);
  }

  /** The dense reference: what is cheap equals its map times the values. */
  @Test
  void mixingIsTheMapTimesTheValues() {
    NDArray bias = Ops.tensor(root, new float[] {0, 0, -1e9f, 0, 1, 0}, 1, 1, 1, NODES);
    for (AttentionKernel kernel :
        List.of(
            new SoftmaxAttention(),
            new SoftmaxAttention(Optional.of(bias)),
            new LinearAttention(),
            new NeighbourAttention(root, chainOfThree()))) {
      NDArray map = kernel.map(random(1), random(2));
      assertThat(map.getShape().getShape()).containsExactly(2, 3, NODES, NODES);
      for (float sum : map.sum(new int[] {3}).toFloatArray()) {
        assertThat(sum).isCloseTo(1, within(1e-5f));
      }
      assertThat(map.toFloatArray()).doesNotContain(Float.NaN);
      assertThat(kernel.mix(random(1), random(2), random(3)).toFloatArray())
          .containsExactly(map.matMul(random(3)).toFloatArray(), within(1e-5f));
    }
  }

  /** phi(q) phi(k)' with phi = elu + 1, written out. */
  @Test
  void linearAttentionIsItsQuadraticForm() {
    float[] q = random(1).toFloatArray();
    float[] k = random(2).toFloatArray();
    float[] map = new LinearAttention().map(random(1), random(2)).toFloatArray();
    for (int row = 0; row < 2 * 3 * NODES; row++) {
      double[] weights = new double[NODES];
      double sum = 0;
      for (int j = 0; j < NODES; j++) {
        for (int d = 0; d < 4; d++) {
          weights[j] += phi(q[row * 4 + d]) * phi(k[(row / NODES * NODES + j) * 4 + d]);
        }
        sum += weights[j];
      }
      for (int j = 0; j < NODES; j++) {
        assertThat((double) map[row * NODES + j]).isCloseTo(weights[j] / sum, within(1e-5));
      }
    }
  }

  private static double phi(double x) {
    return x > 0 ? x + 1 : Math.exp(x);
  }

  @Test
  void onACompleteGraphNeighboursAreEverybody() {
    float[] full = new SoftmaxAttention().mix(random(1), random(2), random(3)).toFloatArray();
    assertThat(
            new NeighbourAttention(root, complete())
                .mix(random(1), random(2), random(3))
                .toFloatArray())
        .containsExactly(full, within(1e-5f));
    assertThat(
            new NeighbourAttention(root, chainOfThree())
                .mix(random(1), random(2), random(3))
                .toFloatArray())
        .isNotEqualTo(full);
  }

  @Test
  void aNodeSeesItselfAndItsNeighboursOnly() {
    float[] map =
        new NeighbourAttention(root, chainOfThree()).map(random(1), random(2)).toFloatArray();
    boolean[][] seen = new boolean[NODES][NODES];
    for (int n = 0; n < NODES; n++) {
      seen[n][n] = true;
    }
    seen[0][1] = seen[1][0] = seen[1][2] = seen[2][1] = true;
    for (int i = 0; i < map.length; i++) {
      boolean visible = seen[i / NODES % NODES][i % NODES];
      assertThat(map[i] > 0).as("entry %s", i).isEqualTo(visible);
    }
  }

  static Stream<DenoiserShape> attending() {
    return DenoiserTest.shapes()
        .filter(shape -> !(shape instanceof UNetShape))
        .filter(
            shape -> !(shape instanceof AdaptedShape adapted && adapted.of() instanceof UNetShape));
  }

  @ParameterizedTest
  @MethodSource("attending")
  void mapsAreRecordedWithoutBeingFelt(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = windows(shape, 1);
    float[] plain = windows.through(net, Trace.NONE, root);
    // Somebody looks at activations, nobody at maps: the fused path, bit for bit.
    assertThat(windows.through(net, new Activations(new HashSet<>(net.taps())), root))
        .isEqualTo(plain);
    AttentionMaps none = new AttentionMaps(Set.of());
    assertThat(windows.through(net, none, root)).isEqualTo(plain);
    AttentionTap first = net.attentionTaps().get(0);
    assertThatThrownBy(() -> none.get(first)).hasMessageContaining("attention 1 (block1");

    GradientMode.runOff(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            AttentionMaps maps = new AttentionMaps(new HashSet<>(net.attentionTaps()));
            assertThat(net.forward(windows.in(scope), maps).toFloatArray())
                .containsExactly(plain, within(1e-6f));
            int number = 0;
            for (AttentionTap tap : net.attentionTaps()) {
              assertThat(tap.number()).isEqualTo(++number);
              NDArray map = maps.get(tap);
              assertThat(map.getShape().dimension()).isEqualTo(4);
              assertThat(map.min().getFloat()).isNotNegative();
              for (float sum : map.sum(new int[] {3}).toFloatArray()) {
                assertThat(sum).isCloseTo(1, within(1e-5f));
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("attending")
  void aMapReplacedByItselfIsNotFeltAndByAnotherIs(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = windows(shape, 2);
    float[] plain = windows.through(net, Trace.NONE, root);
    for (AttentionTap tap : net.attentionTaps()) {
      assertThat(windows.through(net, at(tap, NDArray::duplicate), root))
          .containsExactly(plain, within(1e-6f));
      float[] level = windows.through(net, at(tap, map -> map.softmax(3)), root);
      double change = 0;
      for (int i = 0; i < plain.length; i++) {
        change = Math.max(change, Math.abs(level[i] - plain[i]));
      }
      assertThat(change).as("%s", tap).isGreaterThan(1e-4);
      assertThatThrownBy(() -> windows.through(net, at(tap, map -> map.get(0)), root))
          .hasMessageContaining(tap.toString());
    }
  }

  private static Trace at(AttentionTap place, UnaryOperator<NDArray> change) {
    return new Trace() {
      @Override
      public boolean wants(AttentionTap tap) {
        return tap.equals(place);
      }

      @Override
      public NDArray attention(AttentionTap tap, NDArray map) {
        assertThat(tap).isEqualTo(place);
        return change.apply(map);
      }
    };
  }

  /** The map's axes are what the denoiser's page says. */
  @Test
  void mapsHaveTheirAxes() {
    AttentionMaps axial =
        new AttentionMaps(
            Set.of(new AttentionTap(1, "block1-time"), new AttentionTap(2, "block1-nodes")));
    AttentionMaps joint = new AttentionMaps(Set.of(new AttentionTap(1, "block1")));
    DiTShape dit = new DiTShape(8, 1, 2, 3, 0, NodeAttention.FULL, Conditioning.PLAIN);
    UViTShape uvit = new UViTShape(8, 1, 2, 3, 0, TinyTown.TOLD);
    try (TensorScope scope = new TensorScope(root)) {
      randomised(dit).forward(windows(dit, 3).in(scope), axial);
      assertThat(axial.get(new AttentionTap(1, "block1-time")).getShape().getShape())
          .containsExactly(2 * TinyTown.SITES, 2, 3, 3);
      assertThat(axial.get(new AttentionTap(2, "block1-nodes")).getShape().getShape())
          .containsExactly(2 * 3, 2, TinyTown.SITES, TinyTown.SITES);
      randomised(uvit).forward(windows(uvit, 3).in(scope), joint);
      int tokens = 2 + 3 + 3 * TinyTown.SITES;
      NDArray map = joint.get(new AttentionTap(1, "block1"));
      assertThat(map.getShape().getShape()).containsExactly(2, 2, tokens, tokens);
      // The second window has one event: the places of two more are not seen.
      assertThat(map.get("0, :, :, 3:5").min().getFloat()).isPositive();
      assertThat(map.get("1, :, :, 3:5").max().getFloat()).isZero();
    }
  }

  private Denoiser randomised(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    Denoiser net = shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    RingRoad.randomise(parameters, 2);
    return net;
  }

  private static Windows windows(DenoiserShape shape, long seed) {
    Windows windows = Windows.random(8, seed);
    return shape.conditioning().eventKinds() > 0
        ? windows
        : windows.with(List.of(List.of(), List.of()));
  }
}
