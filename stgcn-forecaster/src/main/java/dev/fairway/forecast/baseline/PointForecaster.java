package dev.fairway.forecast.baseline;

import dev.fairway.series.TrafficWindow;

/**
 * Says one number for every cell of the future. A pure function of the window, and of what it was
 * fitted to.
 */
@FunctionalInterface
public interface PointForecaster {

  /**
   * @param observed {@code [C, T, N]}, as measured
   * @param filled {@code [C, T, N]}, packed, the same without holes
   * @return {@code [F, H, N]}, packed, in the units of the forecast channels
   */
  float[] forecast(TrafficWindow observed, float[] filled);
}
