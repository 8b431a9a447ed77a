package dev.fairway.diffusion.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.Checkpoint;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Trace;
import dev.fairway.diffusion.guide.ClassifierFreeGuidance;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.Mix;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.scale.Expectation;
import dev.fairway.diffusion.scale.ResidualScaler;
import dev.fairway.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Draws windows from a conditional denoiser: what is given stays, the rest is sampled. With nothing
 * given it draws whole windows. All values are scaled.
 *
 * @param manager parent of what each evaluation needs
 */
public record WindowImputer(
    NDManager manager, Denoiser denoiser, NoisePlan noise, WindowSpace space) {

  /**
   * @param given {@code [C, T, N]}, packed; means nothing where {@code mask} is false
   * @param expected of what is not given; the denoiser guesses distances from it. Latents have none
   * @param bounds an estimate outside of them is moved to the nearest possible value: early
   *     estimates are rough, and one wild value would spoil its neighbours
   * @param moment see {@link StepContext#moment}
   * @param samples drawn side by side
   * @param guidance weight of the moment
   * @param random every draw comes from here
   * @return {@code [samples, C, T, N]}; where {@code mask} is true the given value, bit for bit
   */
  public float[] sample(
      float[] given,
      boolean[] mask,
      Expectation expected,
      ResidualScaler.Bounds bounds,
      Shape window,
      float[] moment,
      int samples,
      double guidance,
      Sampler sampler,
      RandomGenerator random,
      Checkpoint checkpoint) {
    Batch batch = batch(given, mask, expected, bounds, window, samples);
    double[] start = GaussianNoise.start(noise.process(), samples * space.numbers(), random);
    CleanEstimator guided =
        new ClassifierFreeGuidance(
            (noisy, time) -> estimate(batch, new float[moment.length], noisy, time, checkpoint),
            (noisy, time) -> estimate(batch, moment, noisy, time, checkpoint),
            guidance);
    double[] drawn =
        sampler.sample((noisy, time) -> held(batch, guided.estimate(noisy, time)), start, random);
    float[] windows = space.cells(floats(drawn), samples);
    float[] answer = new float[windows.length];
    for (int i = 0; i < answer.length; i++) {
      int cell = i % given.length;
      double guess = space.pointsAreCells() ? expected.scaled(windows[i], cell) : windows[i];
      answer[i] = mask[cell] ? given[cell] : (float) bounds.clamp(guess, cell);
    }
    return answer;
  }

  /**
   * @param given {@code [C, T, N]}; what is expected where not given
   * @param marks {@code [C, T, N]}: 1 where given
   * @param point of what is given
   * @param share of each number of the point that is given
   */
  private record Batch(
      float[] given,
      float[] marks,
      Expectation expected,
      ResidualScaler.Bounds bounds,
      float[] point,
      float[] share,
      Shape window,
      int samples) {}

  private Batch batch(
      float[] given,
      boolean[] mask,
      Expectation expected,
      ResidualScaler.Bounds bounds,
      Shape window,
      int samples) {
    float[] shown = new float[given.length];
    float[] marks = new float[given.length];
    for (int i = 0; i < given.length; i++) {
      shown[i] = mask[i] ? given[i] : expected.mean()[i];
      marks[i] = mask[i] ? 1 : 0;
    }
    return new Batch(
        shown,
        marks,
        expected,
        bounds,
        space.points(shown, marks, 1),
        space.share(marks, 1),
        window,
        samples);
  }

  /**
   * @param moment zeros where it is not told
   */
  private double[] estimate(
      Batch batch, float[] moment, double[] noisy, double time, Checkpoint checkpoint) {
    checkpoint.beforeEvaluation();
    double scale = noise.inputScale(time);
    float[] seen = new float[noisy.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = (float) (scale * noisy[i]);
    }
    float[] predicted = predict(batch, seen, StepContext.features(noise.condition(time), moment));
    Mix toClean = noise.clean(time);
    double[] clean = new double[noisy.length];
    for (int i = 0; i < clean.length; i++) {
      clean[i] = toClean.of(noisy[i], predicted[i]);
    }
    return clean;
  }

  /** What is given stays, the rest is moved to what is possible. */
  private double[] held(Batch batch, double[] estimate) {
    double[] clean = new double[estimate.length];
    for (int i = 0; i < clean.length; i++) {
      int number = i % batch.point.length;
      clean[i] =
          batch.share[number] == 1 ? batch.point[number] : possible(batch, estimate[i], number);
    }
    return clean;
  }

  /** What cells can be is known; what latents can be is not. */
  private double possible(Batch batch, double estimate, int number) {
    if (!space.pointsAreCells()) {
      return estimate;
    }
    Expectation expected = batch.expected;
    return expected.distance(batch.bounds.clamp(expected.scaled(estimate, number), number), number);
  }

  private float[] predict(Batch batch, float[] noisy, float[] features) {
    Shape window = batch.window;
    long[] cells = {batch.samples, window.get(0), window.get(1), window.get(2)};
    try (TensorScope scope = new TensorScope(manager)) {
      NDArray predicted =
          denoiser.forward(
              new DenoiserInput(
                  scope.tensor(noisy, space.shape(batch.samples)),
                  scope.tensor(repeated(batch.given, batch.samples), cells),
                  scope.tensor(repeated(batch.marks, batch.samples), cells),
                  scope.tensor(
                      repeated(features, batch.samples), batch.samples, StepContext.FEATURES)),
              Trace.NONE);
      return predicted.toFloatArray();
    }
  }

  private static float[] repeated(float[] values, int times) {
    float[] repeated = new float[values.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(values, 0, repeated, i * values.length, values.length);
    }
    return repeated;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
