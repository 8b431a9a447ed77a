package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.StandardScaler;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trained STGCN. Its mean is trained on the absolute error, which makes it a conditional median;
 * its quantiles are the mean plus those of the residuals on the validation part. All are kept
 * within the channel's bounds.
 */
public final class StgcnForecaster implements Forecaster {

  private final String id;
  private final StgcnArchitecture architecture;
  private final NDManager root;
  private final Parameters parameters;
  private final StgcnNetwork network;
  private final InputEncoder inputs;
  private final StandardScaler targetScaler;
  private final List<Channel> targets;
  private final int sites;
  private final ResidualCalibration calibration;

  /**
   * @param weights overwrites the parameters of a network that is built alike
   */
  StgcnForecaster(
      String id,
      StgcnArchitecture architecture,
      MeasuredNetwork measured,
      byte[] weights,
      ResidualCalibration calibration) {
    this.id = id;
    this.architecture = architecture;
    this.calibration = calibration;
    this.sites = measured.network().size();
    int[] channels = measured.forecastChannels();
    this.targets = new ArrayList<>();
    for (int channel : channels) {
      targets.add(measured.channels().get(channel));
    }
    this.targetScaler = architecture.scaler().select(channels);
    this.inputs =
        new InputEncoder(
            measured, architecture.config(), architecture.scaler(), architecture.features());
    this.root = TensorEngine.newRoot();
    this.parameters = new Parameters(root, 0);
    this.network =
        new StgcnNetwork(
            root,
            parameters,
            architecture.config(),
            measured.network(),
            inputs.inputs(),
            channels.length,
            architecture.features());
    parameters.train(false);
    parameters.fromBytes(weights);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.of(architecture.encoder()).filter(encoder -> !encoder.isEmpty());
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    return forecast(List.of(input)).get(0);
  }

  /** Forecasts of several windows in one pass through the network: faster, the same result. */
  public List<Prediction> forecast(List<ForecastInput> batch) {
    float[] scaled =
        GradientMode.off(
            () -> {
              try (TensorScope scope = new TensorScope(root)) {
                scope.lend(parameters);
                NDArray mean = network.forward(inputs.encode(scope, batch), x -> x);
                return mean.toFloatArray();
              }
            });
    int cells = scaled.length / batch.size();
    List<Prediction> predictions = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      float[] one = Arrays.copyOfRange(scaled, b * cells, (b + 1) * cells);
      predictions.add(prediction(targetScaler.inverse(one)));
    }
    return predictions;
  }

  private Prediction prediction(float[] mean) {
    float[] quantiles = calibration.quantiles(mean);
    bound(mean);
    bound(quantiles);
    return new Prediction(
        targets.size(),
        architecture.config().horizon(),
        sites,
        mean,
        calibration.levels(),
        quantiles);
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
