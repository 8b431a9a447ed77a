package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Ops;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Quantiles that cannot cross: the median, and from there outwards steps that are positive by a
 * softplus (Park et al. 2022, incremental quantile functions). Trained on the pinball loss (Koenker
 * and Bassett 1978), averaged over the levels and doubled, so that a single median has the absolute
 * error for its loss.
 */
final class QuantileHead implements ForecastHead {

  private static final double MEDIAN = 0.5;

  /** Steps start at softplus(-2) = 0.13 scaled units. */
  private static final double FIRST_STEP = -2;

  private final double[] levels;
  private final int median;
  private final double mean;
  private final double deviation;

  /**
   * @param levels rising, 0.5 among them
   */
  QuantileHead(double[] levels, double mean, double deviation) {
    this.levels = levels.clone();
    this.median = Arrays.binarySearch(levels, MEDIAN);
    this.mean = mean;
    this.deviation = deviation;
    if (median < 0) {
      throw new IllegalArgumentException(
          "Levels " + Arrays.toString(levels) + " have no median, 0.5");
    }
  }

  /** The median; then the steps up, nearest first; then the steps down. */
  @Override
  public int outputs() {
    return levels.length;
  }

  @Override
  public NDArray loss(NDArray raw, NDArray target, NDArray mask) {
    NDList parts = raw.split(IntStream.range(1, levels.length).asLongStream().toArray(), 1);
    NDArray sum = Losses.pinball(parts.get(0), target, mask, MEDIAN);
    NDArray above = parts.get(0);
    NDArray below = parts.get(0);
    int next = 1;
    for (int level = median + 1; level < levels.length; level++) {
      above = above.add(Ops.softplus(Ops.shift(parts.get(next++), FIRST_STEP)));
      sum = sum.add(Losses.pinball(above, target, mask, levels[level]));
    }
    for (int level = median - 1; level >= 0; level--) {
      below = below.sub(Ops.softplus(Ops.shift(parts.get(next++), FIRST_STEP)));
      sum = sum.add(Losses.pinball(below, target, mask, levels[level]));
    }
    return Ops.scale(sum, 2.0 / levels.length);
  }

  @Override
  public double decode(double[] raw, double[] quantiles) {
    double middle = raw[0] * deviation + mean;
    quantiles[median] = middle;
    int next = 1;
    for (int level = median + 1; level < levels.length; level++) {
      quantiles[level] = quantiles[level - 1] + deviation * step(raw[next++]);
    }
    for (int level = median - 1; level >= 0; level--) {
      quantiles[level] = quantiles[level + 1] - deviation * step(raw[next++]);
    }
    return middle;
  }

  private static double step(double raw) {
    return Softplus.of(raw + FIRST_STEP);
  }
}
