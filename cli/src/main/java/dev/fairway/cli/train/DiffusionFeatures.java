package dev.fairway.cli.train;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.Imputation;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowSeed;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The frozen diffusion model's representation of a series' windows, made as the service makes it
 * for the stream: holes imputed, then encoded, with the seed that the stream derives from network
 * and time. Each is computed once.
 */
final class DiffusionFeatures implements NodeFeatures {

  private final DiffusionModel model;
  private final TrafficSeries series;
  private final Map<Integer, float[]> cache = new ConcurrentHashMap<>();

  /**
   * @param model stays the caller's
   */
  DiffusionFeatures(DiffusionModel model, TrafficSeries series) {
    this.model = model;
    this.series = series;
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
  public float[] of(int firstStep) {
    return cache.computeIfAbsent(firstStep, this::encode);
  }

  private float[] encode(int firstStep) {
    TrafficWindow window = series.window(firstStep, model.architecture().steps());
    long seed = WindowSeed.of(series.measured().network().id(), window.start());
    Imputation imputed = model.impute(window, seed);
    boolean[] complete = new boolean[window.observed().length];
    Arrays.fill(complete, true);
    return model.encode(
        new TrafficWindow(
            window.start(),
            window.interval(),
            window.channels(),
            window.steps(),
            window.sites(),
            imputed.values(),
            complete),
        seed);
  }
}
