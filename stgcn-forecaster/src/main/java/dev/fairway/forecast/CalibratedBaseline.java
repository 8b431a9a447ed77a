package dev.fairway.forecast;

import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A point forecaster with quantiles, within the bounds of its channels. */
final class CalibratedBaseline implements Forecaster {

  private final String name;
  private final PointForecaster point;
  private final ResidualCalibration calibration;
  private final List<Channel> targets;
  private final int horizon;
  private final int sites;

  CalibratedBaseline(
      String name,
      PointForecaster point,
      ResidualCalibration calibration,
      MeasuredNetwork measured,
      int horizon) {
    this.name = name;
    this.point = point;
    this.calibration = calibration;
    this.targets =
        Arrays.stream(measured.forecastChannels()).mapToObj(measured.channels()::get).toList();
    this.horizon = horizon;
    this.sites = measured.network().size();
  }

  @Override
  public String id() {
    return name;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.empty();
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    float[] mean = point.forecast(input.observed(), input.filled());
    float[] quantiles = calibration.quantiles(mean);
    bound(mean);
    bound(quantiles);
    return new Prediction(targets.size(), horizon, sites, mean, calibration.levels(), quantiles);
  }

  private void bound(float[] values) {
    int plane = horizon * sites;
    for (int i = 0; i < values.length; i++) {
      Channel channel = targets.get(i / plane % targets.size());
      values[i] = (float) Math.max(channel.minimum(), Math.min(channel.maximum(), values[i]));
    }
  }

  @Override
  public void close() {}
}
