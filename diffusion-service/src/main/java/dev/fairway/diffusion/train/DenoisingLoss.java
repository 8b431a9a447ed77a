package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.TensorScope;
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
    float[] target = new float[pairs.clean().length];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) plan.target(times[i / cells]).of(pairs.clean()[i], pairs.epsilon()[i]);
    }
    NDArray predicted =
        NoisedItems.of(plan, pairs.clean(), pairs.epsilon(), times).predicted(scope, network);
    return Losses.mse(
        predicted,
        scope.tensor(target, items, cells),
        predicted.getManager().ones(predicted.getShape()));
  }
}
