package dev.fairway.diffusion.represent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.diffusion.DiffusionArchitecture.EncodePlan;
import dev.fairway.diffusion.denoise.Activations;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserInput;
import dev.fairway.diffusion.denoise.StepContext;
import dev.fairway.diffusion.denoise.Tap;
import dev.fairway.diffusion.latent.WindowSpace;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The frozen denoiser as a feature extractor (Xiang et al., Denoising Diffusion Autoencoders,
 * 2023): noise a window to a level, run the denoiser once, read its taps.
 *
 * <p>Nothing is marked as given, so that all the denoiser knows of the window is its noised form.
 */
public record DiffusionEncoder(Denoiser denoiser, NoisePlan noise, WindowSpace space) {

  /**
   * @param scope of the computation
   * @param scaled {@code [C, T, N]}, packed, without holes
   * @param moment see {@link StepContext#moment}
   * @param seed of the noise: the same seed gives the same representation
   * @return {@code [N, width x taps]}, packed: the taps' activations, their means over time
   */
  public float[] encode(
      TensorScope scope, float[] scaled, long[] shape, float[] moment, EncodePlan plan, long seed) {
    NDArray features =
        features(scope, List.of(scaled), shape, List.of(moment), plan, new long[] {seed});
    return features.reshape(features.getShape().get(1), shape[2]).transpose().toFloatArray();
  }

  /**
   * The same of several windows, and something that gradients flow through.
   *
   * @param scaled windows {@code [C, T, N]}, packed, without holes
   * @param shape C, T, N
   * @param moments of each window
   * @param seeds of each window's noise
   * @return {@code [B, width x taps, 1, N]}
   */
  NDArray features(
      TensorScope scope,
      List<float[]> scaled,
      long[] shape,
      List<float[]> moments,
      EncodePlan plan,
      long[] seeds) {
    int batch = scaled.size();
    Level level = noise.process().at(plan.noiseLevel());
    double scale = noise.inputScale(plan.noiseLevel());
    int numbers = space.numbers();
    float[] noisy = new float[batch * numbers];
    float[] contexts = new float[batch * StepContext.FEATURES];
    for (int b = 0; b < batch; b++) {
      float[] known = new float[scaled.get(b).length];
      Arrays.fill(known, 1);
      float[] point = space.points(scaled.get(b), known, 1);
      double[] epsilon = GaussianNoise.draw(numbers, GaussianNoise.source(seeds[b]));
      for (int i = 0; i < numbers; i++) {
        noisy[b * numbers + i] = (float) (scale * level.noised(point[i], epsilon[i]));
      }
      float[] told = StepContext.features(noise.condition(plan.noiseLevel()), moments.get(b));
      System.arraycopy(told, 0, contexts, b * told.length, told.length);
    }
    NDArray x = scope.tensor(noisy, space.shape(batch));
    NDArray nothing = scope.manager().zeros(new Shape(batch, shape[0], shape[1], shape[2]));
    NDArray context = scope.tensor(contexts, batch, StepContext.FEATURES);
    List<Tap> taps = plan.taps().stream().map(denoiser::tap).toList();
    Activations activations = new Activations(Set.copyOf(taps));
    NDArray predicted =
        denoiser.forward(new DenoiserInput(x, nothing, nothing, context), activations);
    Shapes.require(predicted, batch, "C", "T", space.shape(1)[3]);
    List<NDArray> means =
        taps.stream().map(tap -> space.atSites(Ops.mean(activations.get(tap), 2))).toList();
    NDArray pooled =
        Ops.concat(1, means.get(0), means.subList(1, means.size()).toArray(NDArray[]::new));
    Map<String, Integer> sizes = Shapes.require(pooled, batch, "width", 1, shape[2]);
    return pooled.reshape(batch, sizes.get("width"), 1, shape[2]);
  }
}
