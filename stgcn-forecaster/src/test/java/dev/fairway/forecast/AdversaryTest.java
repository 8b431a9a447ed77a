package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import dev.fairway.graph.Networks;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On networks whose weights are at random: what holds of any. */
class AdversaryTest {

  private static final TrafficSeries SERIES = Waves.travelling(Networks.ring(8), 400, 0.1);
  private static final StandardScaler SCALER = StandardScaler.fit(SERIES);

  /**
   * So large that it meets the channels' bounds (occupancy's deviation is a fifth of its range).
   */
  private static final Attack ATTACK = Attack.of(2, 5, 0.5);

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  static Stream<ForecasterConfig> forms() {
    return Stream.of(Configs.classic(3), Configs.modern(3), Configs.bare(3));
  }

  private static List<Example> batch() {
    return IntStream.of(20, 50, 90)
        .mapToObj(step -> new Example(BuiltNetwork.input(SERIES, step), target(step)))
        .toList();
  }

  private static TrafficWindow target(int step) {
    return SERIES.window(step + 12, 3);
  }

  private static BuiltNetwork shaken(ForecasterConfig config) {
    BuiltNetwork built = new BuiltNetwork(config, SERIES);
    built.parameters.load(built.shaken());
    return built;
  }

  private static Adversary adversary(BuiltNetwork built) {
    return new Adversary(built.root, built.parameters, built.network, built.heads, built.encoder);
  }

  private static List<Example> attacked(BuiltNetwork built, Attack attack, long seed) {
    return adversary(built).attacked(batch(), built.graph, attack, new SplittableRandom(seed));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void whatWasNotObservedAndWhatCameAfterStayAndNothingLeavesTheBallOrTheBounds(
      ForecasterConfig config) {
    try (BuiltNetwork built = shaken(config)) {
      List<Example> attacked = attacked(built, ATTACK, 1);
      int met = 0;
      for (int b = 0; b < attacked.size(); b++) {
        Example before = batch().get(b);
        Example after = attacked.get(b);
        TrafficWindow seen = after.input().observed();
        float[] was = SCALER.transform(before.input().filled());
        float[] is = SCALER.transform(after.input().filled());
        boolean[] touched = new boolean[8];
        assertThat(after.target().values()).isEqualTo(before.target().values());
        assertThat(seen.observed()).isEqualTo(before.input().observed().observed());
        for (int cell = 0; cell < was.length; cell++) {
          float value = after.input().filled()[cell];
          if (seen.observed()[cell]) {
            assertThat(seen.values()[cell]).isEqualTo(value);
            assertThat(is[cell]).isCloseTo(was[cell], within(2 + 1e-4f));
            touched[cell % 8] |= is[cell] != was[cell];
            met += value == 0 || value == 1 ? 1 : 0;
          } else {
            assertThat(value).isEqualTo(before.input().filled()[cell]);
          }
          assertThat(SERIES.measured().channels().get(cell / 96).accepts(value)).isTrue();
        }
        assertThat(IntStream.range(0, 8).filter(site -> touched[site]).count()).isEqualTo(4);
      }
      assertThat(met).as("cells at a bound").isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void anAttackHurtsMoreThanNoiseAsLarge(ForecasterConfig config) {
    try (BuiltNetwork built = shaken(config)) {
      Attack attack = Attack.of(0.3, 10, 1);
      double clean = loss(built, batch());
      for (int seed = 0; seed < 3; seed++) {
        double noisy =
            loss(
                built,
                adversary(built).noisy(batch(), built.graph, attack, new SplittableRandom(seed)));
        assertThat(loss(built, attacked(built, attack, seed)))
            .isGreaterThan(clean)
            .isGreaterThan(noisy);
      }
    }
  }

  private static double loss(BuiltNetwork built, List<Example> examples) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(built.root)) {
            return (double) loss(scope, built, examples).getFloat();
          }
        });
  }

  private static NDArray loss(TensorScope scope, BuiltNetwork built, List<Example> examples) {
    scope.lend(built.parameters);
    InputEncoder.Targets truth =
        built.encoder.targets(scope, examples.stream().map(Example::target).toList(), built.graph);
    StgcnInput input =
        built.encoder.encode(scope, examples.stream().map(Example::input).toList(), built.graph);
    return built.heads.loss(built.network.forward(input, x -> x), truth.values(), truth.mask());
  }

  /** Also where some have been collected before; and what is learned afterwards is the same. */
  @ParameterizedTest
  @MethodSource("forms")
  void parametersAndTheirGradientsAreUntouched(ForecasterConfig config) {
    try (BuiltNetwork built = shaken(config)) {
      Map<String, HostTensor> weights = built.parameters.values();
      collect(built);
      Map<String, HostTensor> gradients = gradients(built);
      assertThat(gradients).isNotEmpty();

      attacked(built, ATTACK, 1);

      assertThat(same(built.parameters.values(), weights)).isTrue();
      assertThat(same(gradients(built), gradients)).isTrue();
      built.parameters.all().values().forEach(Gradients::zero);
      collect(built);
      assertThat(same(gradients(built), gradients)).isTrue();
    }
  }

  private static void collect(BuiltNetwork built) {
    GradientMode.on(
        () -> {
          try (TensorScope scope = new TensorScope(built.root)) {
            NDArray loss = loss(scope, built, batch());
            Gradients.backward(loss);
            return loss.getFloat();
          }
        });
  }

  private static Map<String, HostTensor> gradients(BuiltNetwork built) {
    Map<String, HostTensor> gradients = new TreeMap<>();
    try (TensorScope scope = new TensorScope(built.root)) {
      built
          .parameters
          .all()
          .forEach(
              (name, parameter) ->
                  Gradients.of(parameter, scope.manager())
                      .ifPresent(gradient -> gradients.put(name, HostTensor.of(gradient))));
    }
    return gradients;
  }

  private static boolean same(Map<String, HostTensor> one, Map<String, HostTensor> two) {
    return one.keySet().equals(two.keySet())
        && one.entrySet().stream()
            .allMatch(
                its -> Arrays.equals(its.getValue().values(), two.get(its.getKey()).values()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void sameSeedSameAttackAndNothingIsLeftBehind(ForecasterConfig config) {
    try (BuiltNetwork built = shaken(config)) {
      float[] once = attacked(built, ATTACK, 7).get(2).input().filled();
      int held = built.root.getManagedArrays().size();
      assertThat(attacked(built, ATTACK, 7).get(2).input().filled()).isEqualTo(once);
      assertThat(attacked(built, ATTACK, 8).get(2).input().filled()).isNotEqualTo(once);
      assertThat(built.root.getManagedArrays()).hasSize(held);
    }
  }

  /** Of a part of the network the other sites stay as they are. */
  @ParameterizedTest
  @MethodSource("forms")
  void onlySitesThatTakePartAreAttacked(ForecasterConfig config) {
    try (BuiltNetwork built = shaken(config);
        NetworkGraph part =
            NetworkGraph.part(
                built.root,
                NetworkGraph.matrices(config, SERIES.measured().network()),
                new int[] {5, 6, 2},
                2)) {
      Example before = batch().get(0);
      float[] after =
          adversary(built)
              .attacked(List.of(before), part, Attack.of(0.5, 3, 1), new SplittableRandom(1))
              .get(0)
              .input()
              .filled();
      for (int cell = 0; cell < after.length; cell++) {
        boolean takesPart = List.of(5, 6, 2).contains(cell % 8);
        if (!takesPart) {
          assertThat(after[cell]).isEqualTo(before.input().filled()[cell]);
        }
      }
      assertThat(after).isNotEqualTo(before.input().filled());
    }
  }
}
