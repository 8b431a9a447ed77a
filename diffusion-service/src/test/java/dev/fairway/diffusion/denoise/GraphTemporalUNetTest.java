package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTemporalUNetTest {

  private static final int SITES = 5;
  private static final int CHANNELS = 2;
  private static final UNetShape SHAPE = new UNetShape(CHANNELS, SITES, 8, 2);

  /** New place of each node. */
  private static final int[] PLACE = {3, 0, 4, 1, 2};

  private final NDManager root = TensorEngine.newRoot();

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void relabellingTheNodesRelabelsTheOutput() {
    TrafficNetwork ring = RingRoad.measured(SITES).network();
    Parameters parameters = new Parameters(root, 1);
    GraphTemporalUNet plain =
        new GraphTemporalUNet(parameters, SHAPE, WalkOperators.of(root, ring, 2));
    RingRoad.randomise(parameters, 2);
    Parameters relabelled = new Parameters(root, 1);
    GraphTemporalUNet moved =
        new GraphTemporalUNet(relabelled, SHAPE, WalkOperators.of(root, relabel(ring), 2));
    Map<String, HostTensor> values = new TreeMap<>(parameters.values());
    values.computeIfPresent("sites", (name, t) -> new HostTensor(t.shape(), move(t.values())));
    relabelled.load(values);

    float[][] input = randomInput(12, 3);
    float[] expected = move(forward(plain, input, 12));
    float[] actual =
        forward(
            moved, new float[][] {move(input[0]), move(input[1]), move(input[2]), input[3]}, 12);
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 7, 12})
  void anyLengthComesBackAsItWas(int steps) {
    GraphTemporalUNet net = net(new Parameters(root, 1));
    assertThat(forward(net, randomInput(steps, 4), steps)).hasSize(CHANNELS * steps * SITES);
  }

  @Test
  void whatIsNotLookedAtDoesNotMatter() {
    Parameters parameters = new Parameters(root, 1);
    GraphTemporalUNet net = net(parameters);
    RingRoad.randomise(parameters, 2);
    float[][] input = randomInput(12, 5);
    float[] before = forward(net, input, 12);
    for (int i = 0; i < input[0].length; i++) {
      if (input[2][i] == 1) {
        input[0][i] += 7;
      } else {
        input[1][i] -= 7;
      }
    }
    float[] after = forward(net, input, 12);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], within(1e-6f));
    }
  }

  @Test
  void tapsHaveTheirLengths() {
    GraphTemporalUNet net = net(new Parameters(root, 1));
    Activations activations = Activations.at(Tap.ENCODER_FINE, Tap.values());
    try (TensorScope scope = new TensorScope(root)) {
      net.forward(input(scope, randomInput(12, 6), 12), activations);
      int[] steps = {12, 6, 3, 6, 12};
      for (Tap tap : Tap.values()) {
        assertThat(activations.get(tap).getShape().getShape())
            .containsExactly(1, 8, steps[tap.number() - 1], SITES);
      }
    }
    assertThat(Tap.of(3)).isEqualTo(Tap.MIDDLE);
    assertThatThrownBy(() -> Tap.of(0)).hasMessageContaining("Tap 0");
    assertThatThrownBy(() -> Activations.none().get(Tap.MIDDLE)).hasMessageContaining("MIDDLE");
  }

  @Test
  void everyParameterHasTheGradientThatDifferencesShow() {
    Parameters parameters = new Parameters(root, 1);
    GraphTemporalUNet net = net(parameters);
    RingRoad.randomise(parameters, 2);
    float[][] input = randomInput(4, 7);
    Map<String, float[]> gradients = new TreeMap<>();
    try (TensorScope scope = new TensorScope(root)) {
      scope.lend(parameters);
      GradientMode.on(
          () -> {
            NDArray loss = net.forward(input(scope, input, 4), Activations.none()).square().sum();
            Gradients.backward(loss);
            return loss;
          });
      parameters
          .all()
          .forEach(
              (name, p) ->
                  gradients.put(
                      name, Gradients.of(p, scope.manager()).orElseThrow().toFloatArray()));
    }
    assertThat(gradients.keySet()).isEqualTo(parameters.all().keySet());
    Random random = new Random(8);
    gradients.forEach(
        (name, gradient) -> {
          float[] direction = new float[gradient.length];
          double expected = 0;
          for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
            expected += direction[i] * gradient[i];
          }
          double step = 2e-3;
          double difference =
              (sumOfSquares(net, parameters, name, direction, step, input)
                      - sumOfSquares(net, parameters, name, direction, -step, input))
                  / (2 * step);
          assertThat(difference)
              .as(name)
              .isCloseTo(expected, within(0.02 * Math.abs(expected) + 0.05));
        });
  }

  @Test
  void tensorsThatDoNotFitAreRefused() {
    GraphTemporalUNet net = net(new Parameters(root, 1));
    try (TensorScope scope = new TensorScope(root)) {
      NDArray x = scope.tensor(new float[6 * 12], 1, 2, 12, 3);
      NDArray context = scope.tensor(new float[StepContext.FEATURES], 1, StepContext.FEATURES);
      assertThatThrownBy(() -> net.forward(new DenoiserInput(x, x, x, context), Activations.none()))
          .hasMessageContaining("5")
          .hasMessageContaining("3");
    }
  }

  private GraphTemporalUNet net(Parameters parameters) {
    return new GraphTemporalUNet(
        parameters, SHAPE, WalkOperators.of(root, RingRoad.measured(SITES).network(), 2));
  }

  private double sumOfSquares(
      GraphTemporalUNet net,
      Parameters parameters,
      String name,
      float[] direction,
      double step,
      float[][] input) {
    Map<String, HostTensor> values = parameters.values();
    Map<String, HostTensor> moved = new TreeMap<>(values);
    moved.computeIfPresent(
        name,
        (n, t) -> {
          float[] v = t.values().clone();
          for (int i = 0; i < v.length; i++) {
            v[i] += (float) (step * direction[i]);
          }
          return new HostTensor(t.shape(), v);
        });
    parameters.load(moved);
    double sum = 0;
    for (float y : forward(net, input, 4)) {
      sum += (double) y * y;
    }
    parameters.load(values);
    return sum;
  }

  private float[] forward(GraphTemporalUNet net, float[][] input, int steps) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return net.forward(input(scope, input, steps), Activations.none()).toFloatArray();
          }
        });
  }

  private static DenoiserInput input(TensorScope scope, float[][] input, int steps) {
    return new DenoiserInput(
        scope.tensor(input[0], 1, CHANNELS, steps, SITES),
        scope.tensor(input[1], 1, CHANNELS, steps, SITES),
        scope.tensor(input[2], 1, CHANNELS, steps, SITES),
        scope.tensor(input[3], 1, StepContext.FEATURES));
  }

  /** Noisy, given, mask, context. */
  private static float[][] randomInput(int steps, long seed) {
    Random random = new Random(seed);
    int cells = CHANNELS * steps * SITES;
    float[][] input = {new float[cells], new float[cells], new float[cells], new float[0]};
    for (int i = 0; i < cells; i++) {
      input[0][i] = (float) random.nextGaussian();
      input[1][i] = (float) random.nextGaussian();
      input[2][i] = random.nextBoolean() ? 1 : 0;
    }
    input[3] = StepContext.features(0.3, new float[] {0.1f, 0.9f, -0.5f, 0.5f});
    return input;
  }

  private static float[] move(float[] values) {
    float[] moved = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      moved[i / SITES * SITES + PLACE[i % SITES]] = values[i];
    }
    return moved;
  }

  private static TrafficNetwork relabel(TrafficNetwork network) {
    List<Site> sites = new ArrayList<>(network.sites());
    for (int i = 0; i < SITES; i++) {
      sites.set(PLACE[i], network.sites().get(i));
    }
    return new TrafficNetwork(
        network.id(), network.kind(), sites, List.<Link>copyOf(network.links()));
  }
}
