package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficWindow;

/**
 * A frozen denoiser as an arm uses it.
 *
 * @param features of the task's windows, each computed once
 * @param words where they are read
 */
record Encoder(DiffusionModel model, NodeFeatures features, String words) implements AutoCloseable {

  static Encoder of(DiffusionModel model, ThinTask task) {
    return new Encoder(
        model,
        new DiffusionFeatures(model, task.series()),
        "noise level %.3g, taps %s"
            .formatted(
                model.architecture().encode().noiseLevel(), model.architecture().encode().taps()));
  }

  /** What the model expects to come is read, and nothing of how it comes to that. */
  static Encoder ofForesight(DiffusionModel model, ThinTask task, int inputSteps) {
    return new Encoder(
        model, new Foresight(model, task.series(), inputSteps), "what it expects, in one look");
  }

  /** Of a window that is not the task's, and has no holes. */
  float[] of(TrafficWindow window, long seed) {
    return model.encode(window, seed);
  }

  @Override
  public void close() {
    model.close();
  }
}
