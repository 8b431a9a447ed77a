package dev.fairway.diffusion.represent;

import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
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
public final class DiffusionFeatures implements NodeFeatures {

  private final DiffusionModel model;
  private final TrafficSeries series;
  private final EncodePlan plan;
  private final Map<Integer, float[]> cache = new ConcurrentHashMap<>();

  /**
   * @param model stays the caller's
   */
  public DiffusionFeatures(DiffusionModel model, TrafficSeries series) {
    this(model, series, model.architecture().encode());
  }

  /**
   * @param plan instead of the card's
   */
  DiffusionFeatures(DiffusionModel model, TrafficSeries series, EncodePlan plan) {
    this.model = model;
    this.series = series;
    this.plan = plan;
  }

  @Override
  public String encoder() {
    return model.id();
  }

  @Override
  public int size() {
    return model.representationWidth(plan);
  }

  @Override
  public float[] of(int firstStep) {
    return cache.computeIfAbsent(firstStep, this::encode);
  }

  /** As {@link #of}, not kept. */
  float[] encode(int firstStep) {
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
        plan,
        seed);
  }
}
