package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.forecast.ClassicConfig.Rollout;
import dev.fairway.forecast.ModernConfig.Anchor;
import dev.fairway.forecast.ModernConfig.Temporal;
import dev.fairway.graph.Networks;
import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastNetworkTest {

  private static final TrafficNetwork ODD =
      Networks.network(
          "odd",
          5,
          List.of(
              new Link("s0", "s1", 500),
              new Link("s1", "s2", 900),
              new Link("s2", "s3", 700),
              new Link("s1", "s4", 300)));

  static Stream<ForecasterConfig> forms() {
    return Stream.of(
        Configs.classic(3),
        Configs.classic(3, GraphConvolutionKind.FIRST_ORDER, Rollout.DIRECT),
        Configs.classic(3, GraphConvolutionKind.CHEBYSHEV, Rollout.RECURSIVE),
        Configs.modern(3),
        Configs.modern(3, Temporal.DILATED, Anchor.LAST, Head.QUANTILES),
        Configs.bare(3));
  }

  /** Two weeks of noise about a daily wave. */
  private static TrafficSeries series(TrafficNetwork network, int[] order) {
    TrafficSeries series =
        new TrafficSeries(Waves.measured(network, Waves.SPEED, Waves.OCCUPANCY), Waves.START, 600);
    SplittableRandom random = new SplittableRandom(5);
    for (int t = 0; t < series.steps(); t++) {
      for (int n = 0; n < network.size(); n++) {
        for (int c = 0; c < 2; c++) {
          double value = 10 + n + 3 * Math.sin(t / 46.0) + random.nextDouble();
          series.set(t, order[n], c, (float) (c == 0 ? value : value / 50));
        }
      }
    }
    return series;
  }

  /** Relabelling the sites relabels the forecast and changes nothing else. */
  @ParameterizedTest
  @MethodSource("forms")
  void relabellingTheSitesRelabelsTheForecast(ForecasterConfig config) {
    int[] order = {3, 0, 4, 1, 2};
    TrafficSeries plain = series(ODD, new int[] {0, 1, 2, 3, 4});
    TrafficSeries relabelled = series(Networks.reordered(ODD, order), order);
    try (BuiltNetwork one = new BuiltNetwork(config, plain);
        BuiltNetwork other = new BuiltNetwork(config, relabelled)) {
      Map<String, HostTensor> weights = one.shaken();
      one.parameters.load(weights);
      Map<String, HostTensor> moved = new TreeMap<>(weights);
      moved.replaceAll(
          (name, tensor) ->
              name.endsWith(ForecastNetwork.PER_SITE)
                  ? new HostTensor(tensor.shape(), reordered(tensor.values(), order))
                  : tensor);
      other.parameters.load(moved);
      float[] y = one.forward(BuiltNetwork.input(plain, 20), BuiltNetwork.input(plain, 300));
      float[] z =
          other.forward(BuiltNetwork.input(relabelled, 20), BuiltNetwork.input(relabelled, 300));
      float[] expected = reordered(y, order);
      for (int i = 0; i < expected.length; i++) {
        assertThat(z[i]).isCloseTo(expected[i], within(2e-4f));
      }
      assertThat(y).isNotEqualTo(expected);
    }
  }

  /** The last axis brought into another order. */
  private static float[] reordered(float[] x, int[] order) {
    float[] y = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i / order.length * order.length + order[i % order.length]] = x[i];
    }
    return y;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyParameterIsLearned(ForecasterConfig config) {
    TrafficSeries series = series(ODD, new int[] {0, 1, 2, 3, 4});
    try (BuiltNetwork built = new BuiltNetwork(config, series)) {
      built.parameters.load(built.shaken());
      GradientMode.on(
          () -> {
            try (TensorScope scope = new TensorScope(built.root)) {
              scope.lend(built.parameters);
              ForecastInput input = BuiltNetwork.input(series, 20);
              var targets =
                  built.encoder.targets(scope, List.of(series.window(32, 3)), built.graph);
              var raw =
                  built.network.forward(
                      built.encoder.encode(scope, List.of(input), built.graph), x -> x);
              Gradients.backward(built.heads.loss(raw, targets.values(), targets.mask()));
              built
                  .parameters
                  .all()
                  .forEach(
                      (name, p) ->
                          assertThat(
                                  Gradients.of(p, scope.manager())
                                      .map(g -> g.abs().sum().getFloat())
                                      .orElse(0f))
                              .as(name)
                              .isPositive());
              return scope;
            }
          });
    }
  }

  /** What happens after the window, and what stands in masked targets, changes no loss. */
  @ParameterizedTest
  @MethodSource("forms")
  void maskedTargetsHaveNoInfluence(ForecasterConfig config) {
    TrafficSeries series = series(ODD, new int[] {0, 1, 2, 3, 4});
    try (BuiltNetwork built = new BuiltNetwork(config, series)) {
      built.parameters.load(built.shaken());
      float before = loss(built, series, 1);
      assertThat(loss(built, series, 77)).isEqualTo(before);
      assertThat(before).isPositive();
    }
  }

  private static float loss(BuiltNetwork built, TrafficSeries series, float hidden) {
    var window = series.window(32, 3);
    for (int step = 0; step < 3; step++) {
      window.values()[window.cell(0, step, 2)] = hidden;
      window.observed()[window.cell(0, step, 2)] = false;
    }
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(built.root)) {
            scope.lend(built.parameters);
            var targets = built.encoder.targets(scope, List.of(window), built.graph);
            var input =
                built.encoder.encode(scope, List.of(BuiltNetwork.input(series, 20)), built.graph);
            return built
                .heads
                .loss(built.network.forward(input, x -> x), targets.values(), targets.mask())
                .getFloat();
          }
        });
  }

  /** A part with the halo it sees forecasts what the whole does. */
  @Test
  void aPartOfTheNetworkForecastsAsTheWhole() {
    TrafficSeries series = series(ODD, new int[] {0, 1, 2, 3, 4});
    ModernConfig all = Configs.modern(3);
    // Groups are means over all sites of the graph: over other sites in a part.
    ModernConfig config =
        new ModernConfig(
            12,
            3,
            8,
            1,
            all.temporal(),
            4,
            3,
            2,
            true,
            true,
            1,
            true,
            0,
            true,
            true,
            all.anchor(),
            all.trust(),
            Head.POINT,
            0,
            all.ties());
    try (BuiltNetwork built = new BuiltNetwork(config, series)) {
      built.parameters.load(built.shaken());
      float[] whole = built.forward(BuiltNetwork.input(series, 20));
      int[] sites = {3, 2};
      NetworkGraph part =
          NetworkGraph.part(
              built.root, NetworkGraph.matrices(config, series.measured().network()), sites, 1);
      float[] some = built.forward(part, BuiltNetwork.input(series, 20));
      assertThat(some).hasSize(3 * 2);
      for (int h = 0; h < 3; h++) {
        assertThat(some[h * 2]).isCloseTo(whole[h * 5 + 3], within(1e-4f));
      }
    }
  }

  /** The usual PyTorch version of the paper's network has as many. */
  @Test
  void theClassicFormHasTheParametersOfThePublishedOne() {
    ClassicConfig published = ClassicConfig.published();
    ClassicConfig oneStep =
        new ClassicConfig(
            12,
            12,
            published.temporalWidth(),
            published.graphWidth(),
            published.outputWidth(),
            published.kernel(),
            published.polynomials(),
            published.graphConvolution(),
            Rollout.RECURSIVE,
            false,
            Head.POINT,
            0,
            published.ties());
    try (NDManager root = TensorEngine.newRoot();
        Parameters parameters = new Parameters(root, 1)) {
      assertThat(new ClassicNetwork(parameters, oneStep, 228, 1, 1)).isNotNull();
      assertThat(parameters.count()).isEqualTo(240_577);
    }
  }

  @Test
  void anUntrainedModernNetworkForecastsItsAnchor() {
    TrafficSeries series = series(ODD, new int[] {0, 1, 2, 3, 4});
    ForecastInput input = BuiltNetwork.input(series, 20);
    ModernConfig config = Configs.modern(3, Temporal.POINTWISE, Anchor.LAST, Head.POINT);
    try (BuiltNetwork built = new BuiltNetwork(config, series)) {
      float[] mean = built.heads.decode(built.forward(input)).mean();
      float[] last = Arrays.copyOfRange(input.filled(), 11 * 5, 12 * 5);
      for (int i = 0; i < mean.length; i++) {
        assertThat(mean[i]).isCloseTo(last[i % 5], within(1e-4f));
      }
    }
  }
}
