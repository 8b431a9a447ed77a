package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.process.ConsistencyPrediction;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.diffusion.process.TimeGrid;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.HeunStep;
import dev.fairway.diffusion.sample.ItemEstimator;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.TensorScope;
import java.util.random.RandomGenerator;

/**
 * Consistency distillation (Song et al., Consistency Models, 2023, algorithm 2): the student says
 * the same of both ends of a step along a teacher's path, |f(x_n+1, t_n+1) - f_average(x_n,
 * t_n)|^2, where x_n is one Heun step of the teacher from x_n+1. At the earliest time f is the
 * identity, so what it says everywhere is the end of the path.
 *
 * @param grid of the steps; its last time is the process's earliest
 * @param teacher a denoiser of the same process, and of the items of the loss
 * @param cells D of an item
 */
public record ConsistencyDistillation(
    TimeGrid grid, ConsistencyPrediction prediction, ItemEstimator teacher, int cells) {

  /** What the student's network predicts. */
  public NoisePlan plan() {
    return new NoisePlan(grid.process(), prediction);
  }

  /**
   * @param average of the student's weights; no gradient reaches it
   * @param data {@code [B, D]}, packed
   * @param weights {@code [B, D]}, packed, of each number's squared error
   * @param random draws a step and noise for each item
   * @return a scalar
   */
  public NDArray loss(
      TensorScope scope,
      ItemNetwork student,
      ItemNetwork average,
      double[] data,
      float[] weights,
      RandomGenerator random) {
    int items = data.length / cells;
    double[] later = new double[items];
    double[] earlier = new double[items];
    for (int b = 0; b < items; b++) {
      int k = random.nextInt(grid.last());
      later[b] = grid.time(k);
      earlier[b] = grid.time(k + 1);
    }
    double[] epsilon = GaussianNoise.draw(data.length, random);
    NoisedItems from = NoisedItems.of(plan(), data, epsilon, later);
    HeunStep step = new HeunStep(teacher, grid.process());
    NoisedItems to = new NoisedItems(plan(), step.move(from.x(), later, earlier), earlier);
    float[] target = GradientMode.off(() -> to.clean(scope, average).toFloatArray());
    return Losses.mse(
        from.clean(scope, student),
        scope.tensor(target, items, cells),
        scope.tensor(weights, items, cells));
  }
}
