package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDManager;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.ItemEstimator;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;

/**
 * A network as a sampler sees it.
 *
 * @param manager parent of what each evaluation needs
 * @param cells D of an item
 */
public record NetworkEstimator(NDManager manager, ItemNetwork network, NoisePlan plan, int cells)
    implements CleanEstimator, ItemEstimator {

  @Override
  public double[] estimate(double[] noisy, double time) {
    double[] times = new double[noisy.length / cells];
    Arrays.fill(times, time);
    return estimate(noisy, times);
  }

  @Override
  public double[] estimate(double[] noisy, double[] times) {
    NoisedItems items = new NoisedItems(plan, noisy, times);
    float[] clean =
        GradientMode.off(
            () -> {
              try (TensorScope scope = new TensorScope(manager)) {
                return items.clean(scope, network).toFloatArray();
              }
            });
    double[] estimate = new double[clean.length];
    for (int i = 0; i < clean.length; i++) {
      estimate[i] = clean[i];
    }
    return estimate;
  }
}
