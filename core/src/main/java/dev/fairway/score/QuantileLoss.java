package dev.fairway.score;

/** Losses of a forecast given as quantiles, in the unit of the forecast value. */
public final class QuantileLoss {

  /**
   * Pinball loss of one quantile (Koenker and Bassett, 1978): {@code level * (y - q)} where the
   * observed value y lies above q, {@code (1 - level) * (q - y)} where it lies below.
   *
   * @param level in (0, 1)
   */
  public static double pinball(double level, double observed, double quantile) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("Quantile level " + level + " is not in (0, 1)");
    }
    double error = observed - quantile;
    return error >= 0 ? level * error : (level - 1) * error;
  }

  /**
   * Continuous ranked probability score from quantiles: twice the mean pinball loss over the
   * levels. The CRPS is twice the integral of the pinball loss over all levels (Gneiting and
   * Ranjan, 2011, eq. 10); with levels spread evenly over (0, 1) the mean tends to that integral.
   * With a few levels it is a score of just those.
   *
   * @param levels rising, in (0, 1), at least one
   * @param quantiles one for each level
   */
  public static double crps(double observed, double[] levels, double[] quantiles) {
    requireLevels(levels, quantiles);
    double sum = 0;
    for (int i = 0; i < levels.length; i++) {
      sum += pinball(levels[i], observed, quantiles[i]);
    }
    return 2 * sum / levels.length;
  }

  private static void requireLevels(double[] levels, double[] quantiles) {
    if (levels.length == 0 || levels.length != quantiles.length) {
      throw new IllegalArgumentException(
          levels.length + " quantile levels with " + quantiles.length + " quantiles");
    }
    for (int i = 1; i < levels.length; i++) {
      if (!(levels[i - 1] < levels[i])) {
        throw new IllegalArgumentException(
            "Quantile levels do not rise: " + levels[i - 1] + " before " + levels[i]);
      }
    }
  }

  private QuantileLoss() {}
}
