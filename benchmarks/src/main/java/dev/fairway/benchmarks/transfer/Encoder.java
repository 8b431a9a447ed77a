package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;
import dev.fairway.forecast.NodeFeatures;
import dev.fairway.series.TrafficWindow;
import java.util.function.Function;

/**
 * A frozen denoiser as an arm uses it.
 *
 * @param features of the task's windows, each computed once
 * @param drawn the same of a window that is not the task's, and has no holes
 * @param words where they are read
 */
record Encoder(
    DiffusionModel model,
    NodeFeatures features,
    Function<TrafficWindow, float[]> drawn,
    String words)
    implements AutoCloseable {

  static Encoder of(DiffusionModel model, ThinTask task) {
    DiffusionFeatures features = new DiffusionFeatures(model, task.series());
    return new Encoder(model, features, features::encode, words(model));
  }

  static String words(DiffusionModel model) {
    return "noise level %.3g, taps %s"
        .formatted(
            model.architecture().encode().noiseLevel(), model.architecture().encode().taps());
  }

  /** What the model expects to come is read, and nothing of how it comes to that. */
  static Encoder ofForesight(DiffusionModel model, ThinTask task, int inputSteps) {
    Foresight foresight = new Foresight(model, task.series(), inputSteps);
    return new Encoder(model, foresight, foresight::expected, "what it expects, in one look");
  }

  /** What the first stage of a model of latents makes of a window is read. */
  static Encoder ofAutoEncoder(DiffusionModel model, ThinTask task) {
    AutoEncoding codes = new AutoEncoding(model, task.series());
    return new Encoder(model, codes, codes::code, "latents of an autoencoder");
  }

  @Override
  public void close() {
    model.close();
  }
}
