package dev.fairway.benchmarks.own;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.StgcnBundles;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.provenance.BundleException;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.util.Optional;

/** A bundle as it serves a network, the one it was trained on or one that has changed since. */
public final class ServedBundle implements PointForecaster, AutoCloseable {

  private static final String WEIGHTS = "weights.safetensors";

  private final Forecaster forecaster;
  private final long parameters;

  private ServedBundle(Forecaster forecaster, long parameters) {
    this.forecaster = forecaster;
    this.parameters = parameters;
  }

  public static ServedBundle open(ModelBundle bundle, MeasuredNetwork measured) throws IOException {
    try {
      return new ServedBundle(
          StgcnBundles.loadForChangedNetwork(bundle, measured), parameters(bundle));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** How many numbers were learned. */
  public long parameters() {
    return parameters;
  }

  @Override
  public float[] forecast(TrafficWindow observed, float[] filled) {
    return forecaster.forecast(new ForecastInput(observed, filled, Optional.empty())).mean();
  }

  @Override
  public void close() {
    forecaster.close();
  }

  private static long parameters(ModelBundle bundle) throws BundleException {
    return SafeTensors.read(bundle.file(WEIGHTS)).values().stream()
        .mapToLong(tensor -> tensor.values().length)
        .sum();
  }
}
