package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Losses;

/**
 * One number.
 *
 * @param huber whether it is trained on the Huber loss, else on the absolute error
 * @param mean of the channel
 * @param deviation of the channel, its scale
 */
record PointHead(boolean huber, double mean, double deviation) implements ForecastHead {

  private static final double KNEE = 1;

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public NDArray loss(NDArray raw, NDArray target, NDArray mask) {
    return huber ? Losses.huber(raw, target, mask, KNEE) : Losses.mae(raw, target, mask);
  }

  @Override
  public double decode(double[] raw, double[] quantiles) {
    return raw[0] * deviation + mean;
  }
}
