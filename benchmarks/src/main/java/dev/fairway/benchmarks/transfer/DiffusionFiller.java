package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowSeed;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fills windows as the diffusion service does for the stream: it is shown the window and nothing
 * else, and its seed follows from network and time. Days that the model was fitted to are seen as
 * new ones. Each window of the series is filled once.
 */
final class DiffusionFiller implements HoleFiller {

  private final DiffusionModel model;
  private final TrafficSeries series;
  private final ImputePlan plan;
  private final Map<Instant, float[]> filled = new ConcurrentHashMap<>();

  /**
   * @param model stays the caller's
   * @param series all windows that will be asked about are its own
   */
  DiffusionFiller(DiffusionModel model, TrafficSeries series, ImputePlan plan) {
    this.model = model.over(series);
    this.series = series;
    this.plan = plan;
  }

  @Override
  public float[] fill(TrafficWindow window) {
    return filled.computeIfAbsent(window.start(), start -> imputed(window));
  }

  private float[] imputed(TrafficWindow window) {
    long seed = WindowSeed.of(series.measured().network().id(), window.start());
    return model.impute(window, plan, seed, Checkpoint.NONE).values();
  }
}
