package dev.fairway.diffusion.denoise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.condition.Conditioning;
import dev.fairway.diffusion.condition.Event;
import dev.fairway.diffusion.denoise.DiTShape.NodeAttention;
import dev.fairway.diffusion.denoise.TinyTown.Windows;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every form of denoiser. */
class DenoiserTest {

  private final NDManager root = TensorEngine.newRoot();

  static Stream<DenoiserShape> shapes() {
    return Stream.of(
        new UNetShape(16, 2, TinyTown.TOLD),
        new UNetShape(8, 1, Conditioning.PLAIN),
        new DiTShape(8, 2, 2, 3, 2, NodeAttention.FULL, TinyTown.TOLD),
        new DiTShape(8, 1, 2, 2, 0, NodeAttention.FULL, Conditioning.PLAIN),
        new DiTShape(8, 2, 1, 3, 2, NodeAttention.NEIGHBOURS, TinyTown.TOLD),
        new DiTShape(8, 2, 2, 3, 2, NodeAttention.LINEAR, TinyTown.TOLD),
        new UViTShape(8, 3, 2, 3, 2, TinyTown.TOLD),
        new UViTShape(8, 1, 2, 2, 0, Conditioning.PLAIN),
        new AdaptedShape(new UNetShape(16, 1, TinyTown.TOLD), 3),
        new AdaptedShape(new UViTShape(8, 3, 2, 3, 2, Conditioning.PLAIN), 1));
  }

  /** Those that are told of events and a prior. */
  static Stream<DenoiserShape> told() {
    return shapes().filter(shape -> shape.conditioning().eventKinds() > 0);
  }

  @AfterEach
  void close() {
    root.close();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void relabellingTheNodesRelabelsTheOutput(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    Denoiser plain = shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    RingRoad.randomise(parameters, 2);
    Parameters moved = new Parameters(root, 1);
    Denoiser relabelled = shape.denoiser(root, moved, TinyTown.CHANNELS, TinyTown.relabelled());
    moved.load(TinyTown.relabelled(parameters.values()));

    Windows windows = windows(shape, 12, 3);
    float[] expected = TinyTown.relabelled(windows.through(plain, Trace.NONE, root));
    float[] actual = windows.relabelled().through(relabelled, Trace.NONE, root);
    assertThat(actual).containsExactly(expected, within(1e-5f));
    assertThat(actual).isNotEqualTo(windows.through(plain, Trace.NONE, root));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theFirstPredictionIsNothing(DenoiserShape shape) {
    Denoiser net =
        shape.denoiser(root, new Parameters(root, 1), TinyTown.CHANNELS, TinyTown.network());
    assertThat(windows(shape, 12, 3).through(net, Trace.NONE, root)).containsOnly(0);
  }

  /** What a model's card names as last is there, and is not all there is. */
  @ParameterizedTest
  @MethodSource("shapes")
  void theLastLayersHaveWeights(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    Set<String> names = parameters.all().keySet();
    for (String last : shape.lastLayers()) {
      assertThat(names).as(last).anyMatch(name -> name.startsWith(last));
    }
    assertThat(names).anyMatch(name -> shape.lastLayers().stream().noneMatch(name::startsWith));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void anyLengthComesBackAsItWas(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    for (int steps : new int[] {1, 3, 4, 7, 12}) {
      assertThat(windows(shape, steps, 4).through(net, Trace.NONE, root))
          .hasSize(2 * TinyTown.CHANNELS * steps * TinyTown.SITES)
          .doesNotContain(Float.NaN);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void noiseWhereAValueIsGivenDoesNotMatter(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = windows(shape, 12, 5);
    float[] before = windows.through(net, Trace.NONE, root);
    for (int i = 0; i < windows.noisy().length; i++) {
      windows.noisy()[i] += 7 * windows.mask()[i];
    }
    assertThat(windows.through(net, Trace.NONE, root)).containsExactly(before, within(1e-6f));
    for (int i = 0; i < windows.noisy().length; i++) {
      windows.given()[i] += windows.mask()[i];
    }
    assertThat(windows.through(net, Trace.NONE, root)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void tapsAreNumberedAndShaped(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Activations activations = new Activations(new HashSet<>(net.taps()));
    windows(shape, 12, 6).through(net, kept(activations, shape), root);
    for (int i = 0; i < net.taps().size(); i++) {
      assertThat(net.taps().get(i).number()).isEqualTo(i + 1);
      assertThat(net.tap(i + 1)).isEqualTo(net.taps().get(i));
    }
    for (int wrong : new int[] {-1, 0, net.taps().size() + 1}) {
      assertThatThrownBy(() -> net.tap(wrong))
          .hasMessage("Tap " + wrong + " is none of 1.." + net.taps().size());
    }
    assertThatThrownBy(() -> new Activations(Set.of()).get(net.tap(1)))
        .hasMessageContaining("tap 1 (");
  }

  private static Trace kept(Activations activations, DenoiserShape shape) {
    return new Trace() {
      @Override
      public NDArray activation(Tap tap, NDArray activation) {
        Shape s = activation.getShape();
        assertThat(s.dimension()).isEqualTo(4);
        assertThat(s.get(0)).isEqualTo(2);
        assertThat(s.get(1)).isEqualTo(shape.width());
        assertThat(s.get(2)).isBetween(1L, 12L);
        assertThat(s.get(3)).isEqualTo(TinyTown.SITES);
        activations.activation(tap, activation);
        assertThat(activations.get(tap)).isSameAs(activation);
        return activation;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void lookingChangesNothingAndReplacingDoes(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = windows(shape, 7, 7);
    float[] plain = windows.through(net, Trace.NONE, root);
    assertThat(windows.through(net, new Activations(new HashSet<>(net.taps())), root))
        .isEqualTo(plain);
    for (Tap tap : net.taps()) {
      assertThat(windows.through(net, at(tap, NDArray::duplicate), root)).isEqualTo(plain);
      assertThat(windows.through(net, at(tap, a -> a.sub(a)), root))
          .as("%s", tap)
          .isNotEqualTo(plain);
      assertThatThrownBy(() -> windows.through(net, at(tap, a -> a.get(0)), root))
          .hasMessageContaining(tap.toString());
    }
  }

  /** What is recorded is what flows: behind the last tap nothing else of the cells gets through. */
  @ParameterizedTest
  @MethodSource("shapes")
  void theLastTapCarriesTheOutput(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Tap last = net.tap(net.taps().size());
    Windows windows = windows(shape, 8, 8);
    Windows others = windows(shape, 8, 9);
    float[] expected = windows.through(net, Trace.NONE, root);
    assertThat(others.through(net, Trace.NONE, root)).isNotEqualTo(expected);
    try (TensorScope scope = new TensorScope(root)) {
      Activations recorded = new Activations(Set.of(last));
      GradientMode.off(() -> net.forward(windows.in(scope), recorded));
      assertThat(others.through(net, at(last, a -> recorded.get(last)), root))
          .containsExactly(expected, within(1e-6f));
    }
  }

  private interface Change {
    NDArray of(NDArray activation);
  }

  private static Trace at(Tap place, Change change) {
    return new Trace() {
      @Override
      public NDArray activation(Tap tap, NDArray activation) {
        return tap.equals(place) ? change.of(activation) : activation;
      }
    };
  }

  @ParameterizedTest
  @MethodSource("told")
  void everyParameterHasTheGradientThatDifferencesShow(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    Denoiser net = shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    RingRoad.randomise(parameters, 2);
    Windows windows = windows(shape, 4, 7);
    Map<String, float[]> gradients = gradients(parameters, net, windows, () -> {});
    assertThat(gradients.keySet()).isEqualTo(parameters.all().keySet());
    Random random = new Random(8);
    gradients.forEach(
        (name, gradient) -> {
          float[] direction = new float[gradient.length];
          double expected = 0;
          double size = 0;
          for (int i = 0; i < direction.length; i++) {
            direction[i] = random.nextBoolean() ? 1 : -1;
            expected += direction[i] * gradient[i];
            size += Math.abs(gradient[i]);
          }
          assertThat(size).as(name).isFinite().isGreaterThan(1e-6);
          double step = 1e-3;
          double difference =
              (moved(net, parameters, name, direction, step, windows)
                      - moved(net, parameters, name, direction, -step, windows))
                  / (2 * step);
          assertThat(difference)
              .as(name)
              .isCloseTo(expected, Offset.offset(0.02 * Math.abs(expected) + 0.01 * size + 0.05));
        });
  }

  @ParameterizedTest
  @MethodSource("told")
  void gradientsSurviveAGarbageCollection(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    Denoiser net = shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    RingRoad.randomise(parameters, 2);
    Windows windows = windows(shape, 6, 7);
    Map<String, float[]> expected = gradients(parameters, net, windows, () -> {});
    for (int trial = 0; trial < 3; trial++) {
      Map<String, float[]> actual = gradients(parameters, net, windows, DenoiserTest::litter);
      expected.forEach(
          (name, gradient) ->
              assertThat(actual.get(name)).as(name).containsExactly(gradient, within(1e-4f)));
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void theOrderOfEventsDoesNotMatterAndTheyThemselvesDo(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = Windows.random(8, 11);
    float[] before = windows.through(net, Trace.NONE, root);
    List<Event> first = windows.events().get(0);
    List<Event> turned = List.of(first.get(2), first.get(0), first.get(1));
    assertThat(
            windows.with(List.of(turned, windows.events().get(1))).through(net, Trace.NONE, root))
        .containsExactly(before, within(1e-5f));
    for (List<Event> others :
        List.of(
            first.subList(0, 2),
            List.of(first.get(0), first.get(1), new Event(1, 2)),
            List.of(first.get(0), first.get(1), new Event(2, -2)))) {
      float[] after =
          windows.with(List.of(others, windows.events().get(1))).through(net, Trace.NONE, root);
      int half = before.length / 2;
      double change = 0;
      for (int i = 0; i < half; i++) {
        change += Math.abs(after[i] - before[i]);
        // The other window has not noticed.
        assertThat(after[half + i]).isCloseTo(before[half + i], within(1e-5f));
      }
      assertThat(change).isGreaterThan(1e-3);
    }
  }

  @ParameterizedTest
  @MethodSource("told")
  void theNullConditionHidesClockAndEventsOnly(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    Windows windows = Windows.random(8, 12);
    float[] told = windows.through(net, Trace.NONE, root);
    float[] untold = untold(net, windows);
    assertThat(untold).isNotEqualTo(told);
    Windows otherwise = windows.with(List.of(List.of(), List.of(new Event(0, 3))));
    otherwise.context()[StepContext.FEATURES - 1] = -1;
    assertThat(untold(net, otherwise)).isEqualTo(untold);
    windows.given()[firstOf(windows.mask())] += 1;
    assertThat(untold(net, windows)).isNotEqualTo(untold);
  }

  private float[] untold(Denoiser net, Windows windows) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return net.forward(windows.in(scope).withoutCondition(), Trace.NONE).toFloatArray();
          }
        });
  }

  private static int firstOf(float[] mask) {
    int i = 0;
    while (mask[i] == 0) {
      i++;
    }
    return i;
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void tensorsThatDoNotFitAreRefused(DenoiserShape shape) {
    Denoiser net = randomised(shape);
    try (TensorScope scope = new TensorScope(root)) {
      NDArray x = scope.tensor(new float[6 * 12], 1, 2, 12, 3);
      NDArray context = scope.tensor(new float[StepContext.FEATURES], 1, StepContext.FEATURES);
      assertThatThrownBy(() -> net.forward(new DenoiserInput(x, x, x, context), Trace.NONE))
          .hasMessageContaining("5")
          .hasMessageContaining("3");
      if (shape.conditioning().eventKinds() == 0) {
        DenoiserInput eventful = Windows.random(4, 1).in(scope);
        assertThatThrownBy(() -> net.forward(eventful, Trace.NONE)).hasMessageContaining("no kind");
      }
    }
  }

  private Denoiser randomised(DenoiserShape shape) {
    Parameters parameters = new Parameters(root, 1);
    Denoiser net = shape.denoiser(root, parameters, TinyTown.CHANNELS, TinyTown.network());
    RingRoad.randomise(parameters, 2);
    return net;
  }

  /** With events if the denoiser is told of them. */
  private static Windows windows(DenoiserShape shape, int steps, long seed) {
    Windows windows = Windows.random(steps, seed);
    return shape.conditioning().eventKinds() > 0
        ? windows
        : windows.with(List.of(List.of(), List.of()));
  }

  private Map<String, float[]> gradients(
      Parameters parameters, Denoiser net, Windows windows, Runnable between) {
    Map<String, float[]> gradients = new TreeMap<>();
    try (TensorScope scope = new TensorScope(root)) {
      scope.lend(parameters);
      GradientMode.on(
          () -> {
            NDArray loss = net.forward(windows.in(scope), Trace.NONE).square().sum();
            between.run();
            Gradients.backward(loss);
            return loss;
          });
      parameters
          .all()
          .forEach(
              (name, p) -> {
                Gradients.of(p, scope.manager())
                    .ifPresent(gradient -> gradients.put(name, gradient.toFloatArray()));
                Gradients.zero(p);
              });
    }
    return gradients;
  }

  private double moved(
      Denoiser net,
      Parameters parameters,
      String name,
      float[] direction,
      double step,
      Windows windows) {
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
    for (float y : windows.through(net, Trace.NONE, root)) {
      sum += (double) y * y;
    }
    parameters.load(values);
    return sum;
  }

  /** Frees what nobody holds and writes over it. */
  private static void litter() {
    System.gc();
    List<ByteBuffer> buffers = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(4 + i % 12);
      while (buffer.hasRemaining()) {
        buffer.put((byte) 0x7F);
      }
      buffers.add(buffer);
    }
    assertThat(buffers).hasSize(2000);
  }
}
