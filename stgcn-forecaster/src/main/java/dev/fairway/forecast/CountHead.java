package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.fairway.tensor.Losses;
import dev.fairway.tensor.Ops;

/**
 * A {@linkplain NegativeBinomial negative binomial} distribution of the real counts of an interval,
 * trained on their likelihood; optionally with extra zeros (Lambert 1992, with the negative
 * binomial). The forecast is the mean, which has the smallest squared error; the median, among the
 * quantiles, has the smallest absolute one.
 *
 * <p>The counts are those of the channel's rate over an interval, and a count is count = scale z +
 * offset of the scaled value z. The network's three numbers: where the mean lies (scaled; a
 * softplus keeps it above 0, and far from 0 it changes nothing), dispersion, extra zeros.
 */
final class CountHead implements ForecastHead {

  /** How sharply the softplus bends at 0. */
  private static final double SHARPNESS = 4;

  private static final double SMALLEST_MEAN = 1e-3;
  private static final double SMALLEST_DISPERSION = 1e-2;

  /** Nearly Poisson. Beyond it 32-bit floats lose the difference of two log Gammas. */
  private static final double LARGEST_DISPERSION = 1000;

  /** Before training r = softplus(1) and pi = sigmoid(-2). */
  private static final double FIRST_DISPERSION = 1;

  private static final double FIRST_ZEROS = -2;

  private final boolean zeroInflated;
  private final double[] levels;
  private final double hours;
  private final double scale;
  private final double offset;

  /**
   * @param hours length of an interval: a rate in 1/h times it is a count
   * @param mean of the channel, in 1/h
   * @param deviation of the channel, in 1/h
   */
  CountHead(boolean zeroInflated, double[] levels, double hours, double mean, double deviation) {
    this.zeroInflated = zeroInflated;
    this.levels = levels.clone();
    this.hours = hours;
    this.scale = deviation * hours;
    this.offset = mean * hours;
  }

  @Override
  public int outputs() {
    return zeroInflated ? 3 : 2;
  }

  @Override
  public NDArray loss(NDArray raw, NDArray target, NDArray mask) {
    NDList parts = raw.split(zeroInflated ? new long[] {1, 2} : new long[] {1}, 1);
    NDArray count =
        Ops.shift(Ops.scale(target, scale), offset)
            .round()
            .maximum(Ops.scalar(target.getManager(), 0));
    NDArray bent = Ops.softplus(Ops.scale(Ops.shift(parts.get(0), offset / scale), SHARPNESS));
    NDArray mu = Ops.shift(Ops.scale(bent, scale / SHARPNESS), SMALLEST_MEAN);
    NDArray r =
        Ops.shift(Ops.softplus(Ops.shift(parts.get(1), FIRST_DISPERSION)), SMALLEST_DISPERSION)
            .minimum(Ops.scalar(raw.getManager(), LARGEST_DISPERSION));
    NDArray logZero = r.mul(r.log().sub(r.add(mu).log()));
    NDArray log =
        Ops.logGamma(count.add(r))
            .sub(Ops.logGamma(r))
            .sub(Ops.logGamma(Ops.shift(count, 1)))
            .add(logZero)
            .add(count.mul(mu.log().sub(r.add(mu).log())));
    if (zeroInflated) {
      NDArray zeros = Ops.sigmoid(Ops.shift(parts.get(2), FIRST_ZEROS));
      NDArray others = Ops.shift(zeros.neg(), 1);
      NDArray none = Ops.shift(count.minimum(Ops.scalar(count.getManager(), 1)).neg(), 1);
      NDArray atZero = zeros.add(others.mul(logZero.exp())).log();
      NDArray above = others.log().add(log);
      log = none.mul(atZero).add(Ops.shift(none.neg(), 1).mul(above));
    }
    return Losses.mean(log.neg(), mask);
  }

  @Override
  public double decode(double[] raw, double[] quantiles) {
    NegativeBinomial counts = distribution(raw);
    for (int level = 0; level < levels.length; level++) {
      quantiles[level] = counts.quantile(levels[level]) / hours;
    }
    return counts.mean() / hours;
  }

  /** The distribution that the network's numbers stand for. */
  NegativeBinomial distribution(double[] raw) {
    double mu =
        scale / SHARPNESS * Softplus.of(SHARPNESS * (raw[0] + offset / scale)) + SMALLEST_MEAN;
    double r =
        Math.min(LARGEST_DISPERSION, Softplus.of(raw[1] + FIRST_DISPERSION) + SMALLEST_DISPERSION);
    return new NegativeBinomial(
        mu, r, zeroInflated ? 1 / (1 + Math.exp(-raw[2] - FIRST_ZEROS)) : 0);
  }
}
