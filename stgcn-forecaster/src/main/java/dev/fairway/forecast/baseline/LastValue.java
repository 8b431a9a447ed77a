package dev.fairway.forecast.baseline;

import dev.fairway.series.TrafficWindow;

/** Everything stays as it is: the last value of the (filled) window, at every horizon. */
public final class LastValue implements PointForecaster {

  private final int[] targets;
  private final int horizon;

  /**
   * @param targets positions of the forecast channels
   * @param horizon H, intervals
   */
  public LastValue(int[] targets, int horizon) {
    this.targets = targets.clone();
    this.horizon = horizon;
  }

  @Override
  public float[] forecast(TrafficWindow observed, float[] filled) {
    int sites = observed.sites();
    float[] mean = new float[targets.length * horizon * sites];
    for (int target = 0; target < targets.length; target++) {
      int last = observed.cell(targets[target], observed.steps() - 1, 0);
      for (int step = 0; step < horizon; step++) {
        System.arraycopy(filled, last, mean, (target * horizon + step) * sites, sites);
      }
    }
    return mean;
  }
}
