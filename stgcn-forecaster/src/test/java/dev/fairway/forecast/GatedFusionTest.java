package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.graph.Networks;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.TensorScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatedFusionTest {

  private static final int FEATURES = 3;
  private static final int SITES = 5;
  private static final ForecasterConfig CONFIG = Configs.modern(3);
  private static final TrafficSeries SERIES = Waves.travelling(Networks.ring(SITES), 600, 0.1);

  private static ForecastInput represented(float scale) {
    float[] features = new float[SITES * FEATURES];
    for (int i = 0; i < features.length; i++) {
      features[i] = scale * (float) Math.cos(i);
    }
    ForecastInput plain = BuiltNetwork.input(SERIES, 20);
    return new ForecastInput(plain.observed(), plain.filled(), Optional.of(features));
  }

  /** What a network learns with features is never owed to another start. */
  @Test
  void featuresShiftNoFirstWeightOfTheRest() {
    try (BuiltNetwork without = new BuiltNetwork(CONFIG, SERIES);
        BuiltNetwork with = new BuiltNetwork(CONFIG, SERIES, FEATURES)) {
      Map<String, HostTensor> theirs = with.parameters.values();
      assertThat(theirs.keySet()).anyMatch(name -> name.startsWith("features."));
      without
          .parameters
          .values()
          .forEach(
              (name, tensor) ->
                  assertThat(theirs.get(name).values()).as(name).isEqualTo(tensor.values()));
    }
  }

  /** Of weights at random, not only of those whose output is 0 at first, while the gate is shut. */
  @Test
  void aShutGateForecastsBitForBitWhatTheNetworkWithoutFeaturesDoes() {
    try (BuiltNetwork without = new BuiltNetwork(CONFIG, SERIES);
        BuiltNetwork with = new BuiltNetwork(CONFIG, SERIES, FEATURES)) {
      float[] first = without.forward(BuiltNetwork.input(SERIES, 20));
      assertThat(with.forward(represented(1))).isEqualTo(first);
      Map<String, HostTensor> shaken = without.shaken();
      Map<String, HostTensor> both = new TreeMap<>(with.parameters.values());
      both.putAll(shaken);
      without.parameters.load(shaken);
      with.parameters.load(both);
      float[] alone = without.forward(BuiltNetwork.input(SERIES, 20));
      assertThat(alone).isNotEqualTo(first);
      assertThat(with.forward(represented(1))).isEqualTo(alone);
      assertThat(with.forward(BuiltNetwork.input(SERIES, 20))).isEqualTo(alone);
    }
  }

  /** Shut it is, but not stuck. */
  @Test
  void theGradientOfAShutGateIsNotZero() {
    try (BuiltNetwork with = new BuiltNetwork(CONFIG, SERIES, FEATURES)) {
      Map<String, HostTensor> weights = with.shaken();
      HostTensor gate = with.parameters.values().get("features.gate");
      assertThat(gate.values()).containsOnly(0f);
      weights.put("features.gate", gate);
      with.parameters.load(weights);
      GradientMode.on(
          () -> {
            try (TensorScope scope = new TensorScope(with.root)) {
              scope.lend(with.parameters);
              var targets = with.encoder.targets(scope, List.of(SERIES.window(32, 3)), with.graph);
              var raw =
                  with.network.forward(
                      with.encoder.encode(scope, List.of(represented(1)), with.graph), x -> x);
              Gradients.backward(with.heads.loss(raw, targets.values(), targets.mask()));
              assertThat(
                      Gradients.of(with.parameters.all().get("features.gate"), scope.manager())
                          .orElseThrow()
                          .abs()
                          .sum()
                          .getFloat())
                  .isPositive();
              return scope;
            }
          });
    }
  }

  /** Else the tests above would say nothing. */
  @Test
  void anOpenGateLetsTheFeaturesIn() {
    try (BuiltNetwork with = new BuiltNetwork(CONFIG, SERIES, FEATURES)) {
      with.parameters.load(with.shaken());
      assertThat(with.forward(represented(2))).isNotEqualTo(with.forward(represented(1)));
    }
  }
}
