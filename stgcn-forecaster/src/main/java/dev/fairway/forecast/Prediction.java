package dev.fairway.forecast;

/**
 * Forecasts for all sites of a network, in the channels' units.
 *
 * @param targets number of forecast channels, F, in the order of {@code
 *     MeasuredNetwork.forecastChannels()}
 * @param steps horizon, H
 * @param sites N
 * @param mean {@code [F, H, N]}, packed
 * @param levels quantile levels, Q of them, rising, in (0, 1)
 * @param quantiles {@code [Q, F, H, N]}, packed; rising along Q
 */
public record Prediction(
    int targets, int steps, int sites, float[] mean, double[] levels, float[] quantiles) {

  public Prediction {
    int cells = targets * steps * sites;
    if (mean.length != cells || quantiles.length != levels.length * cells) {
      throw new IllegalArgumentException(
          "A prediction of "
              + targets
              + " x "
              + steps
              + " x "
              + sites
              + " with "
              + levels.length
              + " levels cannot have "
              + mean.length
              + " means and "
              + quantiles.length
              + " quantiles");
    }
  }

  /** Position in {@link #mean()}. */
  public int cell(int target, int step, int site) {
    return (target * steps + step) * sites + site;
  }

  public double mean(int target, int step, int site) {
    return mean[cell(target, step, site)];
  }

  public double quantile(int level, int target, int step, int site) {
    return quantiles[level * mean.length + cell(target, step, site)];
  }
}
