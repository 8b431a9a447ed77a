package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import dev.fairway.diffusion.process.Level;
import dev.fairway.diffusion.process.Mix;
import dev.fairway.diffusion.process.NoisePlan;
import dev.fairway.tensor.TensorScope;

/**
 * Items packed one after the other, each at a time of its own, on their way into a network.
 *
 * @param x {@code [B, D]}, packed
 * @param times of each item
 */
record NoisedItems(NoisePlan plan, double[] x, double[] times) {

  /**
   * @param clean {@code [B, D]}, packed; {@code epsilon} alike
   */
  static NoisedItems of(NoisePlan plan, double[] clean, double[] epsilon, double[] times) {
    int cells = clean.length / times.length;
    double[] x = new double[clean.length];
    for (int b = 0; b < times.length; b++) {
      Level level = plan.process().at(times[b]);
      for (int i = b * cells; i < (b + 1) * cells; i++) {
        x[i] = level.noised(clean[i], epsilon[i]);
      }
    }
    return new NoisedItems(plan, x, times);
  }

  int cells() {
    return x.length / times.length;
  }

  /** What the network says, {@code [B, D]}. */
  NDArray predicted(TensorScope scope, ItemNetwork network) {
    float[] seen = new float[x.length];
    float[] condition = new float[times.length];
    for (int b = 0; b < times.length; b++) {
      double scale = plan.inputScale(times[b]);
      for (int i = b * cells(); i < (b + 1) * cells(); i++) {
        seen[i] = (float) (scale * x[i]);
      }
      condition[b] = (float) plan.condition(times[b]);
    }
    return network.forward(
        scope.tensor(seen, times.length, cells()), scope.tensor(condition, times.length, 1));
  }

  /** The estimate of x0 that follows, {@code [B, D]}. */
  NDArray clean(TensorScope scope, ItemNetwork network) {
    float[] ofNoisy = new float[x.length];
    float[] ofPredicted = new float[times.length];
    for (int b = 0; b < times.length; b++) {
      Mix mix = plan.clean(times[b]);
      ofPredicted[b] = (float) mix.second();
      for (int i = b * cells(); i < (b + 1) * cells(); i++) {
        ofNoisy[i] = (float) (mix.first() * x[i]);
      }
    }
    return predicted(scope, network)
        .mul(scope.tensor(ofPredicted, times.length, 1))
        .add(scope.tensor(ofNoisy, times.length, cells()));
  }
}
