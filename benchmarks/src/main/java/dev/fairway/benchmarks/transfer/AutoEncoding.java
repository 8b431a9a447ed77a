package dev.fairway.benchmarks.transfer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.TensorEngine;
import dev.fairway.tensor.TensorScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the first stage of a latent diffusion model, a variational autoencoder, makes of a window,
 * as features: an encoder that has learned from the same days and does not denoise. Days that the
 * model was fitted to are seen as new ones.
 */
final class AutoEncoding implements NodeFeatures {

  private final DiffusionModel model;
  private final TrafficSeries series;
  private final int size;
  private final Map<Integer, float[]> cache = new ConcurrentHashMap<>();

  /**
   * @param model of latents with as many sites as the network; stays the caller's
   */
  AutoEncoding(DiffusionModel model, TrafficSeries series) {
    this.model = model.over(series);
    this.series = series;
    this.size = model.space().numbers() / series.sites();
  }

  @Override
  public String encoder() {
    return "autoencoder of " + model.id();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int steps() {
    return model.architecture().steps();
  }

  @Override
  public float[] of(int firstStep) {
    return cache.computeIfAbsent(firstStep, step -> code(series.window(step, steps())));
  }

  /** {@code [N, d]}, packed: means of the latents; holes are filled along time first. */
  float[] code(TrafficWindow window) {
    float[] cells = model.scaler().scaled(window);
    float[] known = new float[cells.length];
    for (int cell = 0; cell < known.length; cell++) {
      known[cell] = window.observed()[cell] ? 1 : 0;
    }
    float[] points = model.space().points(cells, known, 1);
    try (NDManager root = TensorEngine.newRoot();
        TensorScope scope = new TensorScope(root)) {
      NDArray latent = scope.tensor(points, model.space().shape(1));
      return model.space().atSites(latent).reshape(size, series.sites()).transpose().toFloatArray();
    }
  }
}
