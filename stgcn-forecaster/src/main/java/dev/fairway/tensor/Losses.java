package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Means over the cells whose mask is 1; a masked cell has no influence, whatever finite number
 * stands in it. All arguments have one shape (or broadcast to that of the prediction); the result
 * is a scalar. If no cell counts the loss is 0.
 */
public final class Losses {

  private Losses() {}

  /** Mean absolute error. */
  public static NDArray mae(NDArray prediction, NDArray target, NDArray mask) {
    return mean(prediction.sub(target).abs(), mask);
  }

  /** Mean squared error. */
  public static NDArray mse(NDArray prediction, NDArray target, NDArray mask) {
    return mean(prediction.sub(target).square(), mask);
  }

  /** Quadratic up to {@code delta}, linear beyond (Huber 1964). */
  public static NDArray huber(NDArray prediction, NDArray target, NDArray mask, double delta) {
    NDArray error = prediction.sub(target).abs();
    NDArray small = error.minimum(Ops.scalar(error.getManager(), delta));
    // |e| = s + r with s <= delta: s^2 / 2 + delta r
    NDArray loss = Ops.scale(small.square(), 0.5).add(Ops.scale(error.sub(small), delta));
    return mean(loss, mask);
  }

  /**
   * Quantile loss, level (y - q) above and (1 - level) (q - y) below: smallest at the quantile.
   *
   * @param level in (0, 1)
   */
  public static NDArray pinball(NDArray prediction, NDArray target, NDArray mask, double level) {
    NDArray error = target.sub(prediction);
    // max(level e, (level - 1) e) = (level - 1/2) e + |e| / 2
    return mean(Ops.scale(error, level - 0.5).add(Ops.scale(error.abs(), 0.5)), mask);
  }

  /** Mean of the cells whose mask is 1. */
  public static NDArray mean(NDArray cells, NDArray mask) {
    NDArray counted = cells.mul(mask);
    NDArray whole = mask.broadcast(cells.getShape());
    return counted.sum().div(whole.sum().maximum(Ops.scalar(cells.getManager(), 1)));
  }
}
