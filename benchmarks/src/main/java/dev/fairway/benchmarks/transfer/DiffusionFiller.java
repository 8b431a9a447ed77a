package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills windows with what a diffusion model expects, which is shown the window and nothing else.
 * Days that the model was fitted to are seen as new ones. Each window of the series is filled once.
 */
final class DiffusionFiller implements HoleFiller {

  private final DiffusionModel model;
  private final Map<Instant, float[]> filled = new ConcurrentHashMap<>();

  /**
   * @param model stays the caller's
   * @param series all windows that will be asked about are its own
   */
  DiffusionFiller(DiffusionModel model, TrafficSeries series) {
    this.model = model.over(series);
  }

  @Override
  public float[] fill(TrafficWindow window) {
    return filled.computeIfAbsent(window.start(), start -> model.expected(window, Checkpoint.NONE));
  }
}
