package dev.fairway.diffusion.condition;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Shapes;

/**
 * Given values, and straight lines along time between them: PriSTI's first guess (Liu et al. 2023).
 * Before the first and behind the last given value it stays level; a site and channel without any
 * is 0, the mean of scaled values. Computed apart from the engine: no gradient flows through it.
 */
public final class LinearPrior {

  private LinearPrior() {}

  /**
   * @param given {@code [B, C, T, N]}; where {@code mask} is 0 it is not looked at
   * @param mask {@code [B, C, T, N]}
   * @return {@code [B, C, T, N]}, on the manager of {@code given}
   */
  public static NDArray of(NDArray given, NDArray mask) {
    Shapes.require(given, "B", "C", "T", "N");
    Shape shape = given.getShape();
    float[] values = given.toFloatArray();
    float[] marks = mask.toFloatArray();
    int steps = (int) shape.get(2);
    int sites = (int) shape.get(3);
    float[] prior = new float[values.length];
    for (int series = 0; series < values.length / steps; series++) {
      int first = series / sites * steps * sites + series % sites;
      fill(values, marks, prior, first, steps, sites);
    }
    return Ops.tensor(given.getManager(), prior, shape.getShape());
  }

  /** One series: its steps stand {@code stride} apart, beginning at {@code first}. */
  private static void fill(
      float[] values, float[] marks, float[] prior, int first, int steps, int stride) {
    int before = -1;
    for (int t = 0; t < steps; t++) {
      if (marks[first + t * stride] == 0) {
        continue;
      }
      float right = values[first + t * stride];
      float left = before < 0 ? right : values[first + before * stride];
      for (int s = before + 1; s <= t; s++) {
        double share = before < 0 ? 1 : (s - before) / (double) (t - before);
        prior[first + s * stride] = (float) (left + share * (right - left));
      }
      before = t;
    }
    for (int s = before + 1; before >= 0 && s < steps; s++) {
      prior[first + s * stride] = values[first + before * stride];
    }
  }
}
