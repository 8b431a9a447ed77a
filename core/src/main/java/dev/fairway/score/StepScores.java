package dev.fairway.score;

/**
 * How good the forecast of one value turned out to be. Errors, CRPS and width have the unit of the
 * value, the squared error its square.
 *
 * @param crps from the quantiles, see {@link QuantileLoss#crps}; of a forecast without quantiles,
 *     which puts everything on its mean, it is the absolute error
 * @param nominalCoverage how often the outermost quantiles should hold the observed value: the
 *     distance of their levels, 0..1; 0 without quantiles
 * @param covered whether they did, borders included
 * @param width their distance; 0 without quantiles
 */
public record StepScores(
    double absoluteError,
    double squaredError,
    double crps,
    double nominalCoverage,
    boolean covered,
    double width) {

  /**
   * @param levels quantile levels, rising, in (0, 1); may be empty
   * @param quantiles one for each level, rising
   * @throws IllegalArgumentException if observed value, mean or a quantile is not finite, or levels
   *     and quantiles do not match
   */
  public static StepScores of(double observed, double mean, double[] levels, double[] quantiles) {
    requireFinite("observed value", observed);
    requireFinite("mean", mean);
    for (double quantile : quantiles) {
      requireFinite("quantile", quantile);
    }
    double error = Math.abs(observed - mean);
    if (levels.length == 0 && quantiles.length == 0) {
      return new StepScores(error, error * error, error, 0, observed == mean, 0);
    }
    double crps = QuantileLoss.crps(observed, levels, quantiles);
    double lowest = quantiles[0];
    double highest = quantiles[quantiles.length - 1];
    return new StepScores(
        error,
        error * error,
        crps,
        levels[levels.length - 1] - levels[0],
        lowest <= observed && observed <= highest,
        highest - lowest);
  }

  private static void requireFinite(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("The " + what + " is " + value);
    }
  }
}
