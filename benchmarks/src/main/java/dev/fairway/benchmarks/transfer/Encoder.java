package dev.fairway.benchmarks.transfer;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.represent.DiffusionFeatures;

/**
 * A frozen denoiser as an arm uses it.
 *
 * @param features of the task's windows, each computed once
 * @param words where they are read
 */
record Encoder(DiffusionModel model, DiffusionFeatures features, String words)
    implements AutoCloseable {

  static Encoder of(DiffusionModel model, ThinTask task) {
    return new Encoder(model, new DiffusionFeatures(model, task.series()), words(model));
  }

  static String words(DiffusionModel model) {
    return "noise level %.3g, taps %s"
        .formatted(
            model.architecture().encode().noiseLevel(), model.architecture().encode().taps());
  }

  @Override
  public void close() {
    model.close();
  }
}
