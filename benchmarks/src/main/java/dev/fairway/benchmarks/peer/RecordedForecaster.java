package dev.fairway.benchmarks.peer;

import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Forecasts that somebody else made before, of a task's test windows. */
final class RecordedForecaster implements PointForecaster {

  private final int cells;
  private final float[] forecasts;
  private final Map<Instant, Integer> positions = new HashMap<>();

  /**
   * @param file a tensor {@code forecasts [W, F, H, N]}, in the channels' units; W in the order of
   *     the task's test windows
   */
  RecordedForecaster(Task task, Path file) throws IOException {
    int targets = task.series().measured().forecastChannels().length;
    int sites = task.series().sites();
    this.cells = targets * Task.HORIZON * sites;
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
  public float[] forecast(TrafficWindow observed, float[] filled) {
    Integer position = positions.get(observed.start());
    if (position == null) {
      throw new IllegalArgumentException(
          "There is no recorded forecast of the window that starts at " + observed.start());
    }
    return Arrays.copyOfRange(forecasts, position * cells, (position + 1) * cells);
  }
}
