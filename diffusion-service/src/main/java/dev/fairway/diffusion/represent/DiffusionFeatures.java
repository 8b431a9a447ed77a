package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The frozen diffusion model's representation of a series' windows, made as the service makes it
 * for the stream: holes imputed, then encoded, with the seed that the stream derives from network
 * and time. Days that the model was fitted to are seen as if they were new. Each is computed once.
 */
public final class DiffusionFeatures implements NodeFeatures {

  private final DiffusionModel model;
  private final CompleteWindows windows;
  private final Map<Integer, float[]> cache = new ConcurrentHashMap<>();

  /**
   * @param model stays the caller's
   */
  public DiffusionFeatures(DiffusionModel model, TrafficSeries series) {
    this.windows = CompleteWindows.of(model, series);
    this.model = windows.model();
  }

  @Override
  public String encoder() {
    return model.id();
  }

  @Override
  public int size() {
    return model.representationWidth();
  }

  @Override
  public int steps() {
    return model.architecture().steps();
  }

  @Override
  public float[] of(int firstStep) {
    return cache.computeIfAbsent(firstStep, this::encode);
  }

  /** As {@link #of}, not kept: for whoever asks for each window once. */
  public float[] encode(int firstStep) {
    return encode(windows.at(firstStep));
  }

  /**
   * Of a window that is not the series', as drawn ones are not.
   *
   * @param complete without holes, of as many intervals as the model's windows
   * @return {@code [N, d]}, packed
   */
  public float[] encode(TrafficWindow complete) {
    return model.encode(complete, windows.seed(complete));
  }
}
