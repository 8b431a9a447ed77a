package dev.fairway.diffusion.latent;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.condition.LinearPrior;
import dev.fairway.diffusion.denoise.Denoiser;
import dev.fairway.diffusion.denoise.DenoiserShape;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorScope;
import java.util.function.Function;

/**
 * Points are the means of a trained codec's latents, of windows whose holes are filled along time
 * (Rombach et al. 2022). Its latents are to have mean 0 and deviation 1: see {@link LatentScale}.
 *
 * @param channels C of the data
 * @param steps T of a window
 * @param sites N
 */
record LatentSpace(NDManager root, Codec codec, int channels, int steps, int sites)
    implements WindowSpace {

  /** Means of ones need not be 1. */
  private static final float ROUNDING = 1e-4f;

  @Override
  public long[] shape(int windows) {
    return codec.latentShape(windows, steps);
  }

  @Override
  public boolean pointsAreCells() {
    return false;
  }

  @Override
  public float[] points(float[] cells, float[] known, int windows) {
    return apart(
        scope ->
            codec
                .encode(
                    LinearPrior.of(
                        scope.tensor(cells, windows, channels, steps, sites),
                        scope.tensor(known, windows, channels, steps, sites)))
                .mean());
  }

  @Override
  public float[] cells(float[] points, int windows) {
    return apart(scope -> codec.decode(scope.tensor(points, shape(windows)), steps));
  }

  @Override
  public float[] share(float[] marks, int windows) {
    float[] share =
        apart(scope -> codec.coverage(scope.tensor(marks, windows, channels, steps, sites)));
    for (int i = 0; i < share.length; i++) {
      share[i] = Math.abs(share[i] - 1) < ROUNDING ? 1 : share[i];
    }
    return share;
  }

  @Override
  public NDArray atSites(NDArray features) {
    return codec.spread(features);
  }

  @Override
  public Denoiser denoiser(NDManager owner, Parameters parameters, DenoiserShape shape) {
    return new LatentDenoiser(owner, parameters, codec, shape);
  }

  private float[] apart(Function<TensorScope, NDArray> computation) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            return computation.apply(scope).toFloatArray();
          }
        });
  }
}
