package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.process.Mix;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * L_simple of any process and prediction, over coupled items: denoising score matching (Vincent
 * 2011), L_simple (Ho et al. 2020), EDM's loss (Karras et al. 2022), flow matching (Lipman et al.
 * 2023) and, on the coupling of a teacher's paths, rectified flow (Liu et al. 2023).
 *
 * @param cells D of an item
 */
public record DenoisingLoss(NoisePlan plan, int cells) {

  /**
   * @param random draws a time for each item
   * @return a scalar
   */
  public NDArray of(
      TensorScope scope, ItemNetwork network, Coupling pairs, RandomGenerator random) {
    int items = pairs.clean().length / cells;
    double[] times = new double[items];
    for (int b = 0; b < items; b++) {
      times[b] = plan.process().trainingTime(random.nextDouble());
    }
    float[] alike = new float[pairs.clean().length];
    Arrays.fill(alike, 1);
    return of(scope, network, pairs, times, alike);
  }

  /**
   * @param times of each item
   * @param weights {@code [B, D]}, packed, of each number's squared error; the loss is the weighted
   *     mean
   * @return a scalar
   */
  NDArray of(
      TensorScope scope, ItemNetwork network, Coupling pairs, double[] times, float[] weights) {
    float[] target = new float[pairs.clean().length];
    for (int b = 0; b < times.length; b++) {
      Mix toTarget = plan.target(times[b]);
      for (int i = b * cells; i < (b + 1) * cells; i++) {
        target[i] = (float) toTarget.of(pairs.clean()[i], pairs.epsilon()[i]);
      }
    }
    return Losses.mse(
        NoisedItems.of(plan, pairs.clean(), pairs.epsilon(), times).predicted(scope, network),
        scope.tensor(target, times.length, cells),
        scope.tensor(weights, times.length, cells));
  }
}
