package dev.fairway.benchmarks.scale;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.benchmarks.speed.ResidentMemory;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.ForecasterConfig;
import dev.fairway.forecast.StgcnForecaster;
import dev.fairway.forecast.TrialNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorEngine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a forecast of a network of one size costs.
 *
 * @param buildSeconds from the network to a forecaster that is ready
 * @param forecastSeconds of one window, median
 * @param peakBytes the most memory that the process ever held
 */
public record ScalePoint(
    @JsonProperty(required = true) int sites,
    @JsonProperty(required = true) int links,
    @JsonProperty(required = true) double buildSeconds,
    @JsonProperty(required = true) double forecastSeconds,
    @JsonProperty(required = true) long peakBytes) {

  private static final int FORECASTS = 5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Measures in this process, whose memory then is the point's. */
  public static ScalePoint measure(ForecasterConfig config, int sites, int threads)
      throws IOException {
    TensorEngine.setThreads(threads);
    MeasuredNetwork measured = GridTown.measured(sites, 1);
    TrafficSeries series = GridTown.series(measured, 3 * config.inputSteps());
    long start = System.nanoTime();
    double[] seconds = new double[FORECASTS];
    double buildSeconds;
    try (TrialNetwork network = new TrialNetwork(series, config, 0, 1);
        StgcnForecaster forecaster = network.forecaster()) {
      buildSeconds = (System.nanoTime() - start) / 1e9;
      for (int i = -1; i < FORECASTS; i++) {
        TrafficWindow window = series.window(i + 1, config.inputSteps());
        long before = System.nanoTime();
        forecaster.forecast(new ForecastInput(window, window.values(), Optional.empty()));
        seconds[Math.max(0, i)] = (System.nanoTime() - before) / 1e9;
      }
    }
    Arrays.sort(seconds);
    return new ScalePoint(
        sites,
        measured.network().links().size(),
        buildSeconds,
        seconds[FORECASTS / 2],
        ResidentMemory.peak());
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A point of numbers has a JSON form", e);
    }
  }

  static ScalePoint of(String json) throws IOException {
    return JSON.readValue(json, ScalePoint.class);
  }

  /** What cost should be linear in. */
  double size() {
    return sites + (double) links;
  }
}
