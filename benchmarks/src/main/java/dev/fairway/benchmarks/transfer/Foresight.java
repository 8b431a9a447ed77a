package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a diffusion model expects of the intervals after a window, as a forecast or as features of
 * the window. The model is shown the window and nothing behind it, and asked once: its estimate
 * from pure noise is the mean of what may come (Ho et al. 2020, equation 15, at the last step).
 * Days that the model was fitted to are seen as new ones.
 */
final class Foresight implements NodeFeatures, WindowForecasts {

  private final DiffusionModel model;
  private final TrafficSeries series;
  private final int inputSteps;
  private final Map<Integer, float[]> cache = new ConcurrentHashMap<>();

  /**
   * @param model of windows that begin with {@code inputSteps} and go on; stays the caller's
   */
  Foresight(DiffusionModel model, TrafficSeries series, int inputSteps) {
    this.model = model.over(series);
    this.series = series;
    this.inputSteps = inputSteps;
  }

  @Override
  public String encoder() {
    return "foresight of " + model.id();
  }

  @Override
  public int size() {
    return series.channels() * (model.architecture().steps() - inputSteps);
  }

  @Override
  public int steps() {
    return inputSteps;
  }

  @Override
  public float[] of(int firstStep) {
    return cache.computeIfAbsent(firstStep, step -> expected(series.window(step, inputSteps)));
  }

  @Override
  public List<float[]> of(List<ForecastInput> windows) {
    return windows.stream().map(window -> values(window.observed())).toList();
  }

  /** {@code [F, horizon, N]}, packed, of the channels that are forecast, in their units. */
  float[] values(TrafficWindow past) {
    TrafficWindow whole = past.followedByNothing(model.architecture().steps());
    float[] filled = model.expected(whole, Checkpoint.NONE);
    int cells = (whole.steps() - inputSteps) * whole.sites();
    int[] targets = series.measured().forecastChannels();
    float[] values = new float[targets.length * cells];
    for (int f = 0; f < targets.length; f++) {
      System.arraycopy(filled, whole.cell(targets[f], inputSteps, 0), values, f * cells, cells);
    }
    return values;
  }

  /** {@code [N, C x horizon]}, packed, in usual deviations from what is usual. */
  float[] expected(TrafficWindow past) {
    TrafficWindow whole = past.followedByNothing(model.architecture().steps());
    float[] filled = model.expected(whole, Checkpoint.NONE);
    float[] scaled = model.scaler().scaled(whole.complete(filled));
    int horizon = whole.steps() - inputSteps;
    float[] features = new float[whole.sites() * size()];
    for (int site = 0; site < whole.sites(); site++) {
      for (int channel = 0; channel < whole.channels(); channel++) {
        for (int step = 0; step < horizon; step++) {
          features[site * size() + channel * horizon + step] =
              scaled[whole.cell(channel, inputSteps + step, site)];
        }
      }
    }
    return features;
  }
}
