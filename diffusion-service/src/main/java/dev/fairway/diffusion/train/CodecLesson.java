package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.latent.Codec;
import dev.fairway.diffusion.latent.CodecLoss;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.TensorScope;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Windows there and back: the first stage of latent diffusion. */
final class CodecLesson implements Lesson<Codec> {

  private static final int VALIDATION_WINDOWS = 32;

  private final TrainingWindows training;
  private final int batch;
  private final WindowBatch looks;

  CodecLesson(TrainingWindows training, TrainingWindows validation, int batch, long seed) {
    this.training = training;
    this.batch = batch;
    this.looks = validation.spread(VALIDATION_WINDOWS, GaussianNoise.source(seed));
  }

  @Override
  public NDArray loss(
      TensorScope scope, Codec codec, Supplier<Codec> average, RandomGenerator random) {
    WindowBatch windows = training.draw(batch, random);
    long[] latent = codec.latentShape(batch, windows.shape()[2]);
    float[] noise = new float[Math.toIntExact(latent[0] * latent[1] * latent[2] * latent[3])];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return loss(scope, codec, windows, noise);
  }

  /** Of the means of the latents. */
  @Override
  public double validate(NDManager root, Codec codec) {
    long[] latent = codec.latentShape(looks.windows(), looks.shape()[2]);
    float[] none = new float[Math.toIntExact(latent[0] * latent[1] * latent[2] * latent[3])];
    try (TensorScope scope = new TensorScope(root)) {
      return loss(scope, codec, looks, none).getFloat();
    }
  }

  private static NDArray loss(TensorScope scope, Codec codec, WindowBatch windows, float[] noise) {
    return CodecLoss.SMALL_PULL.of(
        codec,
        scope.tensor(windows.cells(), windows.shape()),
        scope.tensor(windows.known(), windows.shape()),
        scope.tensor(noise, codec.latentShape(windows.windows(), windows.shape()[2])));
  }
}
