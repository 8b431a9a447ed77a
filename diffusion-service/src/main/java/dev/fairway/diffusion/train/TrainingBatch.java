package dev.fairway.diffusion.train;

import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.tensor.TensorScope;

/**
 * Some noised windows, what of them is given, and what the denoiser should say. All {@code [B, C,
 * T, N]} but the context.
 *
 * @param noisy scaled as the parameterisation asks
 * @param scored where the loss counts, observed and not given, the weight of the window's noise
 *     level; 0 elsewhere
 */
record TrainingBatch(
    long[] shape,
    float[] noisy,
    float[] given,
    float[] mask,
    float[] context,
    float[] target,
    float[] scored) {

  static TrainingBatch empty(int windows, int channels, int steps, int sites) {
    int cells = windows * channels * steps * sites;
    return new TrainingBatch(
        new long[] {windows, channels, steps, sites},
        new float[cells],
        new float[cells],
        new float[cells],
        new float[windows * StepContext.FEATURES],
        new float[cells],
        new float[cells]);
  }

  DenoiserInput input(TensorScope scope) {
    return new DenoiserInput(
        scope.tensor(noisy, shape),
        scope.tensor(given, shape),
        scope.tensor(mask, shape),
        scope.tensor(context, shape[0], StepContext.FEATURES));
  }
}
