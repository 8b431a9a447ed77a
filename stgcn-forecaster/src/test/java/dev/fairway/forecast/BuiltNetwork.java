package dev.fairway.forecast;

import ai.djl.ndarray.NDManager;
import dev.fairway.season.FittedSeasons;
import dev.fairway.season.SeasonalMeans;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** A network of some form, with all that it needs to be called, for the networks' tests. */
final class BuiltNetwork implements AutoCloseable {

  static final double[] LEVELS = {0.1, 0.5, 0.9};

  final NDManager root = TensorEngine.newRoot();
  final Parameters parameters = new Parameters(root, 1);
  final InputEncoder encoder;
  final ForecastHeads heads;
  final ForecastNetwork network;
  final NetworkGraph graph;
  private final int sites;

  BuiltNetwork(ForecasterConfig config, TrafficSeries series) {
    this(config, series, 0);
  }

  /**
   * @param features of a node, d
   */
  BuiltNetwork(ForecasterConfig config, TrafficSeries series, int features) {
    MeasuredNetwork measured = series.measured();
    this.sites = series.sites();
    StandardScaler scaler = StandardScaler.fit(series);
    Optional<SeasonalMeans> seasons =
        config.knowsSeasons() ? Optional.of(FittedSeasons.fit(series).means()) : Optional.empty();
    encoder = new InputEncoder(measured, config, scaler, seasons, features);
    heads =
        new ForecastHeads(
            config.head(), measured, scaler.select(measured.forecastChannels()), LEVELS);
    network = ForecastNetwork.of(config, parameters, measured, encoder.inputs(), heads, features);
    graph = NetworkGraph.whole(root, NetworkGraph.matrices(config, measured.network()), sites);
  }

  /** Every parameter at random, the zero ones too. */
  Map<String, HostTensor> shaken() {
    Random random = new Random(3);
    Map<String, HostTensor> shaken = new TreeMap<>();
    parameters
        .values()
        .forEach(
            (name, tensor) -> {
              float[] noise = Initialiser.normal(0.3).values(random, tensor.values().length);
              for (int i = 0; i < noise.length; i++) {
                noise[i] += tensor.values()[i];
              }
              shaken.put(name, new HostTensor(tensor.shape(), noise));
            });
    return shaken;
  }

  /** [B, O, H, N], packed. */
  float[] forward(ForecastInput... inputs) {
    return forward(graph, inputs);
  }

  float[] forward(NetworkGraph on, ForecastInput... inputs) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            scope.lend(parameters);
            return network
                .forward(encoder.encode(scope, List.of(inputs), on), x -> x)
                .toFloatArray();
          }
        });
  }

  static ForecastInput input(TrafficSeries series, int step) {
    var window = series.window(step, 12);
    return new ForecastInput(window, HoleFiller.lastValue(series).fill(window), Optional.empty());
  }

  @Override
  public void close() {
    root.close();
  }
}
