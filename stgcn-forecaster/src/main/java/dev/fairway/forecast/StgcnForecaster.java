package dev.fairway.forecast;

import ai.djl.ndarray.NDManager;
import dev.fairway.forecast.ForecastHeads.Decoded;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trained STGCN. Of a point head the forecast is trained on the absolute error, which makes it a
 * conditional median, and its quantiles are the forecast plus those of the residuals on the
 * validation part; other heads make their quantiles themselves. All are kept within the channel's
 * bounds.
 */
public final class StgcnForecaster implements Forecaster {

  private final String id;
  private final StgcnArchitecture architecture;
  private final NDManager root;
  private final Parameters parameters;
  private final ForecastNetwork network;
  private final NetworkGraph graph;
  private final InputEncoder inputs;
  private final ForecastHeads heads;
  private final List<Channel> targets;
  private final int[] channels;
  private final int sites;
  private final Optional<ResidualCalibration> calibration;

  /**
   * @param trained its weights become the parameters of a network that is built alike
   * @throws IllegalArgumentException if they are not those of such a network
   */
  StgcnForecaster(String id, TrainedForecaster trained, MeasuredNetwork measured) {
    this.id = id;
    this.architecture = trained.architecture();
    this.calibration = trained.calibration();
    this.sites = measured.network().size();
    this.channels = measured.forecastChannels();
    this.targets = Arrays.stream(channels).mapToObj(measured.channels()::get).toList();
    ForecasterConfig config = architecture.config();
    this.heads =
        new ForecastHeads(
            config.head(),
            measured,
            architecture.scaler().select(channels),
            architecture.quantileLevels());
    this.inputs =
        new InputEncoder(
            measured, config, architecture.scaler(), trained.seasons(), architecture.features());
    this.root = TensorEngine.newRoot();
    try {
      this.parameters = Parameters.of(root, trained.weights());
      this.network =
          ForecastNetwork.of(
              config, parameters, measured, inputs.inputs(), heads, architecture.features());
      parameters.requireNames(trained.weights().keySet());
      parameters.train(false);
      this.graph =
          NetworkGraph.whole(root, NetworkGraph.matrices(config, measured.network()), sites);
    } catch (RuntimeException e) {
      root.close();
      throw e;
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.of(architecture.encoder()).filter(encoder -> !encoder.isEmpty());
  }

  /** Form and sizes it was trained with. */
  public ForecasterConfig config() {
    return architecture.config();
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    return forecast(List.of(input)).get(0);
  }

  /** Forecasts of several windows in one pass through the network: faster, the same result. */
  public List<Prediction> forecast(List<ForecastInput> batch) {
    int horizon = architecture.config().horizon();
    List<Decoded> pass = pass(batch);
    if (architecture.config().stepsAtOnce() < horizon) {
      pass = rolledOut(batch, pass, horizon);
    }
    return pass.stream().map(this::prediction).toList();
  }

  /** An attack on this very network, whose weights the attacker knows. */
  public Disturbance under(Attack attack) {
    Adversary adversary = new Adversary(root, parameters, network, heads, inputs);
    return (example, chance) ->
        adversary.attacked(List.of(example), graph, attack, chance).get(0).input();
  }

  /** Noise as large as an attack's, for comparison. */
  public Disturbance noise(Attack attack) {
    Adversary adversary = new Adversary(root, parameters, network, heads, inputs);
    return (example, chance) ->
        adversary.noisy(List.of(example), graph, attack, chance).get(0).input();
  }

  private List<Decoded> pass(List<ForecastInput> batch) {
    float[] raw =
        GradientMode.off(
            () -> {
              try (TensorScope scope = new TensorScope(root)) {
                scope.lend(parameters);
                return network.forward(inputs.encode(scope, batch, graph), x -> x).toFloatArray();
              }
            });
    int cells = raw.length / batch.size();
    List<Decoded> decoded = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      decoded.add(heads.decode(Arrays.copyOfRange(raw, b * cells, (b + 1) * cells)));
    }
    return decoded;
  }

  /** One interval after another: each forecast is the end of the next window. */
  private List<Decoded> rolledOut(List<ForecastInput> batch, List<Decoded> first, int horizon) {
    List<float[]> means = new ArrayList<>();
    batch.forEach(input -> means.add(new float[targets.size() * horizon * sites]));
    List<ForecastInput> windows = new ArrayList<>(batch);
    List<Decoded> next = first;
    for (int step = 0; ; step++) {
      for (int b = 0; b < batch.size(); b++) {
        float[] mean = next.get(b).mean();
        for (int f = 0; f < targets.size(); f++) {
          System.arraycopy(mean, f * sites, means.get(b), (f * horizon + step) * sites, sites);
        }
        windows.set(b, windows.get(b).followedBy(channels, mean));
      }
      if (step + 1 == horizon) {
        break;
      }
      next = pass(windows);
    }
    return means.stream().map(mean -> new Decoded(mean, new float[0])).toList();
  }

  private Prediction prediction(Decoded decoded) {
    float[] mean = decoded.mean();
    float[] quantiles =
        calibration.map(residuals -> residuals.quantiles(mean)).orElse(decoded.quantiles());
    bound(mean);
    bound(quantiles);
    double[] levels =
        calibration.isPresent() || heads.hasQuantiles()
            ? architecture.quantileLevels()
            : new double[0];
    return new Prediction(
        targets.size(), architecture.config().horizon(), sites, mean, levels, quantiles);
  }

  private void bound(float[] values) {
    int plane = architecture.config().horizon() * sites;
    for (int i = 0; i < values.length; i++) {
      Channel channel = targets.get(i / plane % targets.size());
      values[i] = (float) Math.max(channel.minimum(), Math.min(channel.maximum(), values[i]));
    }
  }

  @Override
  public void close() {
    root.close();
  }
}
