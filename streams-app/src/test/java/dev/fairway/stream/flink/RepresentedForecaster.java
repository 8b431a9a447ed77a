package dev.fairway.stream.flink;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import java.util.Arrays;
import java.util.Optional;

/** A forecaster that needs a representation, and forecasts its first number. */
final class RepresentedForecaster implements Forecaster {

  static final String ID = "trained-model";
  static final String ENCODER = "diffusion-model";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.of(ENCODER);
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    int sites = input.observed().sites();
    float[] mean = new float[2 * 12 * sites];
    Arrays.fill(mean, input.representation().orElseThrow()[0]);
    return new Prediction(2, 12, sites, mean, new double[] {0.5}, mean.clone());
  }

  @Override
  public void close() {}
}
