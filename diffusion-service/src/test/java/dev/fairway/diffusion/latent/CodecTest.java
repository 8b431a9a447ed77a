package dev.fairway.diffusion.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.AdamOptimizer;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import dev.fairway.tensor.TrainingStep;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CodecTest {

  static final CodecShape SHAPE = new CodecShape(4, 4, 3, 24);

  private final NDManager root = TensorEngine.newRoot();
  private final TrafficNetwork ring = RingRoad.measured(Waves.SITES).network();

  @AfterEach
  void close() {
    root.close();
  }

  static Codec trained(NDManager root, Parameters parameters, TrafficNetwork ring, int steps) {
    Codec codec = new Codec(root, parameters, SHAPE, Waves.CHANNELS, ring);
    TrainingStep training =
        new TrainingStep(root, parameters, new AdamOptimizer(root, parameters, 0), 1);
    Random random = new Random(3);
    for (int step = 0; step < steps; step++) {
      double rate = 1e-2 * 0.5 * (1 + Math.cos(Math.PI * step / steps));
      float[] waves = Waves.draw(16, random);
      float[] noise = Initialiser.normal(1).values(random, 16 * 4 * 3 * 3);
      training.run(
          rate,
          scope ->
              CodecLoss.SMALL_PULL.of(
                  codec,
                  scope.tensor(waves, Waves.shape(16)),
                  scope.tensor(Waves.ones(16), Waves.shape(16)),
                  scope.tensor(noise, 16, 4, 3, 3)));
    }
    return codec;
  }

  /** 144 cells pass through 36 numbers, two sites through one place. */
  @Test
  void smoothWindowsComeBack() {
    Parameters parameters = new Parameters(root, 1);
    Codec codec = trained(root, parameters, ring, 300);
    GradientMode.runOff(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            NDArray unseen = scope.tensor(Waves.draw(32, new Random(77)), Waves.shape(32));
            Codec.Posterior posterior = codec.encode(unseen);
            assertThat(posterior.mean().getShape().getShape()).containsExactly(32, 4, 3, 3);
            NDArray back = codec.decode(posterior.mean(), Waves.STEPS);
            double error = back.sub(unseen).abs().mean().getFloat();
            double size = unseen.abs().mean().getFloat();
            assertThat(error).isLessThan(0.05 * size);
            // The pull keeps the latent's scale: it neither vanishes nor runs away.
            assertThat(posterior.mean().square().mean().getFloat()).isBetween(0.05f, 5f);
          }
        });
  }

  @Test
  void anyLengthComesBackAsItWas() {
    Codec codec = new Codec(root, new Parameters(root, 1), SHAPE, Waves.CHANNELS, ring);
    try (TensorScope scope = new TensorScope(root)) {
      for (int steps : new int[] {1, 3, 4, 7, 12}) {
        NDArray x = scope.manager().ones(new Shape(2, 2, steps, Waves.SITES));
        NDArray latent = codec.encode(x).mean();
        assertThat(latent.getShape().getShape()).isEqualTo(codec.latentShape(2, steps));
        assertThat(codec.decode(latent, steps).getShape()).isEqualTo(x.getShape());
      }
    }
  }

  @Test
  void everyParameterLearns() {
    Parameters parameters = new Parameters(root, 1);
    Codec codec = new Codec(root, parameters, SHAPE, Waves.CHANNELS, ring);
    try (TensorScope scope = new TensorScope(root)) {
      scope.lend(parameters);
      GradientMode.on(
          () -> {
            NDArray cells = scope.tensor(Waves.draw(2, new Random(5)), Waves.shape(2));
            NDArray noise = scope.manager().ones(codec.encode(cells).mean().getShape());
            NDArray loss =
                CodecLoss.SMALL_PULL.of(
                    codec, cells, cells.getManager().ones(cells.getShape()), noise);
            System.gc();
            Gradients.backward(loss);
            return loss;
          });
      parameters
          .all()
          .forEach(
              (name, p) -> {
                NDArray gradient = Gradients.of(p, scope.manager()).orElseThrow();
                assertThat(gradient.abs().sum().getFloat()).as(name).isFinite().isPositive();
              });
    }
  }

  @Test
  void aHoleDoesNotCount() {
    Codec codec = new Codec(root, new Parameters(root, 1), SHAPE, Waves.CHANNELS, ring);
    float[] cells = Waves.draw(1, new Random(5));
    float[] observed = Waves.ones(1);
    for (int i = 0; i < cells.length; i += 3) {
      observed[i] = 0;
    }
    float before = loss(codec, cells, observed);
    for (int i = 0; i < cells.length; i += 3) {
      cells[i] = 1000;
    }
    assertThat(loss(codec, cells, observed)).isEqualTo(before);
    observed[0] = 1;
    assertThat(loss(codec, cells, observed)).isGreaterThan(before + 1);
  }

  private float loss(Codec codec, float[] cells, float[] observed) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            NDArray noise = scope.tensor(new float[4 * 3 * 3], 1, 4, 3, 3);
            return CodecLoss.SMALL_PULL
                .of(
                    codec,
                    scope.tensor(cells, Waves.shape(1)),
                    scope.tensor(observed, Waves.shape(1)),
                    noise)
                .getFloat();
          }
        });
  }

  /** KL(N(m, v) || N(0, 1)) = (m^2 + v - log v - 1) / 2. */
  @Test
  void theDivergenceIsThatOfNormals() {
    NDArray mean = Ops.tensor(root, new float[] {0, 2}, 2);
    NDArray logVariance = Ops.tensor(root, new float[] {(float) Math.log(4), 0}, 2);
    Codec.Posterior posterior = new Codec.Posterior(mean, logVariance);
    double expected = ((4 - Math.log(4) - 1) / 2 + 4 / 2.0) / 2;
    assertThat((double) posterior.divergence().getFloat()).isCloseTo(expected, within(1e-6));
    assertThat(posterior.at(Ops.tensor(root, new float[] {1, -1}, 2)).toFloatArray())
        .containsExactly(new float[] {2, 1}, within(1e-6f));
  }

  @Test
  void clustersHoldNeighboursAndEachSiteOnce() {
    TrafficNetwork large = RingRoad.measured(12).network();
    SiteClusters clusters = SiteClusters.of(large, 4);
    Set<Integer> used = new HashSet<>();
    int borders = 0;
    for (int n = 0; n < 12; n++) {
      used.add(clusters.ofSite()[n]);
      borders += clusters.ofSite()[n] == clusters.ofSite()[(n + 1) % 12] ? 0 : 1;
    }
    assertThat(used).containsExactlyInAnyOrder(0, 1, 2, 3);
    // On a ring a cluster in one piece has two borders.
    assertThat(borders).isEqualTo(4);
    assertThat(clusters.network(large).size()).isEqualTo(4);
    assertThat(clusters.network(large).links()).hasSize(4);
    NDArray both =
        Ops.tensor(root, clusters.spreading(), 4, 12)
            .matMul(Ops.tensor(root, clusters.pooling(), 12, 4));
    // What a cluster spreads and pools again is what it had.
    assertThat(both.toFloatArray()).containsExactly(root.eye(4).toFloatArray(), within(1e-6f));
    assertThatThrownBy(() -> SiteClusters.of(large, 13)).hasMessageContaining("13 clusters of 12");
  }
}
