package dev.fairway.benchmarks.peer;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Forecaster;
import dev.fairway.forecast.Prediction;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Forecasts that somebody else made before, of a task's test windows. */
final class RecordedForecaster implements Forecaster {

  private final String id;
  private final int targets;
  private final int sites;
  private final float[] forecasts;
  private final Map<Instant, Integer> positions = new HashMap<>();

  /**
   * @param file a tensor {@code forecasts [W, F, H, N]}, in the channels' units; W in the order of
   *     the task's test windows
   */
  RecordedForecaster(String id, Task task, Path file) throws IOException {
    this.id = id;
    this.targets = task.series().measured().forecastChannels().length;
    this.sites = task.series().sites();
    int[] starts = task.testStarts();
    HostTensor recorded = SafeTensors.read(Files.readAllBytes(file)).get("forecasts");
    long[] shape = {starts.length, targets, Task.HORIZON, sites};
    if (recorded == null || !Arrays.equals(recorded.shape(), shape)) {
      throw new IOException(
          "%s holds no tensor forecasts %s but %s"
              .formatted(
                  file,
                  Arrays.toString(shape),
                  recorded == null ? "none" : Arrays.toString(recorded.shape())));
    }
    this.forecasts = recorded.values();
    for (int i = 0; i < starts.length; i++) {
      positions.put(task.series().time(starts[i]), i);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<String> encoder() {
    return Optional.empty();
  }

  @Override
  public Prediction forecast(ForecastInput input) {
    Integer position = positions.get(input.observed().start());
    if (position == null) {
      throw new IllegalArgumentException(
          id + " forecast no window that starts at " + input.observed().start());
    }
    int cells = targets * Task.HORIZON * sites;
    float[] mean = Arrays.copyOfRange(forecasts, position * cells, (position + 1) * cells);
    return new Prediction(targets, Task.HORIZON, sites, mean, new double[0], new float[0]);
  }

  @Override
  public void close() {}
}
