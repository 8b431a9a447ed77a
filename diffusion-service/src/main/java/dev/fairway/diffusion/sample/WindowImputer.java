package dev.fairway.diffusion.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.diffusion.process.Mix;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Draws windows from a conditional denoiser: what is given stays, the rest is sampled. With nothing
 * given it draws whole windows. All values are scaled.
 *
 * @param manager parent of what each evaluation needs
 */
public record WindowImputer(NDManager manager, Denoiser denoiser, NoisePlan noise) {

  /**
   * @param given {@code [C, T, N]}, packed; means nothing where {@code mask} is false
   * @param bounds an estimate outside of them is moved to the nearest possible value: early
   *     estimates are rough, and one wild value would spoil its neighbours
   * @param moment see {@link StepContext#moment}
   * @param samples drawn side by side
   * @param random every draw comes from here
   * @return {@code [samples, C, T, N]}; where {@code mask} is true the given value, bit for bit
   */
  public float[] sample(
      float[] given,
      boolean[] mask,
      ResidualScaler.Bounds bounds,
      Shape window,
      float[] moment,
      int samples,
      Sampler sampler,
      RandomGenerator random,
      Checkpoint checkpoint) {
    double[] start = GaussianNoise.start(noise.process(), samples * given.length, random);
    Batch batch = new Batch(given, mask, bounds, window, moment, samples);
    double[] drawn =
        sampler.sample(
            (noisy, time) -> {
              checkpoint.beforeEvaluation();
              return clean(batch, noisy, time);
            },
            start,
            random);
    float[] windows = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      int cell = i % given.length;
      windows[i] = mask[cell] ? given[cell] : (float) bounds.clamp(drawn[i], cell);
    }
    return windows;
  }

  private record Batch(
      float[] given,
      boolean[] mask,
      ResidualScaler.Bounds bounds,
      Shape window,
      float[] moment,
      int samples) {}

  private double[] clean(Batch batch, double[] noisy, double time) {
    double scale = noise.inputScale(time);
    float[] seen = new float[noisy.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) (scale * noisy[i]);
    }
    float[] predicted = predict(batch, seen, noise.condition(time));
    Mix toClean = noise.clean(time);
    double[] clean = new double[noisy.length];
    for (int i = 0; i < clean.length; i++) {
      int cell = i % batch.given.length;
      clean[i] =
          batch.mask[cell]
              ? batch.given[cell]
              : batch.bounds.clamp(toClean.of(noisy[i], predicted[i]), cell);
    }
    return clean;
  }

  private float[] predict(Batch batch, float[] noisy, double condition) {
    int cells = batch.given.length;
    float[] given = new float[noisy.length];
    float[] marks = new float[noisy.length];
    float[] context = new float[batch.samples * StepContext.FEATURES];
    float[] features = StepContext.features(condition, batch.moment);
    for (int s = 0; s < batch.samples; s++) {
      System.arraycopy(features, 0, context, s * features.length, features.length);
      for (int i = 0; i < cells; i++) {
        if (batch.mask[i]) {
          given[s * cells + i] = batch.given[i];
          marks[s * cells + i] = 1;
        }
      }
    }
    long[] shape = {batch.samples, batch.window.get(0), batch.window.get(1), batch.window.get(2)};
    try (TensorScope scope = new TensorScope(manager)) {
      NDArray predicted =
          denoiser.forward(
              new DenoiserInput(
                  scope.tensor(noisy, shape),
                  scope.tensor(given, shape),
                  scope.tensor(marks, shape),
                  scope.tensor(context, batch.samples, StepContext.FEATURES)),
              Trace.NONE);
      return predicted.toFloatArray();
    }
  }
}
