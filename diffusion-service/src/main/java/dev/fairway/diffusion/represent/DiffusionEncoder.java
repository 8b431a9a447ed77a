package dev.fairway.diffusion.represent;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.denoise.Activations;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.TensorScope;
import java.util.Map;
import java.util.Set;

/**
 * The frozen denoiser as a feature extractor (Xiang et al., Denoising Diffusion Autoencoders,
 * 2023): noise a window to a level, run the denoiser once, read a tap.
 *
 * <p>Nothing is marked as given, so that all the denoiser knows of the window is its noised form.
 */
public record DiffusionEncoder(Denoiser denoiser, NoisePlan noise) {

  /**
   * @param scope of the computation
   * @param scaled {@code [C, T, N]}, packed, without holes
   * @param moment see {@link StepContext#moment}
   * @param seed of the noise: the same seed gives the same representation
   * @return {@code [N, width]}, packed: the tap's activation, its mean over time
   */
  public float[] encode(
      TensorScope scope, float[] scaled, long[] shape, float[] moment, EncodePlan plan, long seed) {
    Level level = noise.process().at(plan.noiseLevel());
    double scale = noise.inputScale(plan.noiseLevel());
    double[] epsilon = GaussianNoise.draw(scaled.length, GaussianNoise.source(seed));
    float[] noisy = new float[scaled.length];
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] = (float) (scale * level.noised(scaled[i], epsilon[i]));
    }
    NDArray x = scope.tensor(noisy, 1, shape[0], shape[1], shape[2]);
    NDArray nothing = x.getManager().zeros(x.getShape());
    NDArray context =
        scope.tensor(
            StepContext.features(noise.condition(plan.noiseLevel()), moment),
            1,
            StepContext.FEATURES);
    Tap tap = denoiser.tap(plan.tap());
    Activations activations = new Activations(Set.of(tap));
    NDArray predicted =
        denoiser.forward(new DenoiserInput(x, nothing, nothing, context), activations);
    Shapes.require(predicted, 1, shape[0], shape[1], shape[2]);
    NDArray pooled = Ops.mean(activations.get(tap), 2);
    Map<String, Integer> sizes = Shapes.require(pooled, 1, "width", 1, shape[2]);
    return pooled.reshape(sizes.get("width"), shape[2]).transpose().toFloatArray();
  }
}
