package dev.fairway.forecast;

import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a forecaster sees.
 *
 * @param observed the window as measured: which cells are real
 * @param filled {@code [C, T, N]}, the same window with every hole filled, in the channels' units
 * @param representation extra node features {@code [N, d]}, packed; empty if there are none
 */
public record ForecastInput(
    TrafficWindow observed, float[] filled, Optional<float[]> representation) {

  public ForecastInput {
    if (filled.length != observed.values().length) {
      throw new IllegalArgumentException(
          "The filled window has "
              + filled.length
              + " cells, the observed one "
              + observed.values().length);
    }
  }

  /**
   * The window one interval on, whose last interval is a forecast.
   *
   * @param channels that are forecast; the others stay as they were last
   * @param forecast {@code [F, N]}, packed, in the channels' units
   */
  ForecastInput followedBy(int[] channels, float[] forecast) {
    int steps = observed.steps();
    int sites = observed.sites();
    float[] values = new float[filled.length];
    boolean[] marks = new boolean[filled.length];
    for (int channel = 0; channel < observed.channels(); channel++) {
      int from = observed.cell(channel, 0, 0);
      int kept = (steps - 1) * sites;
      System.arraycopy(filled, from + sites, values, from, kept);
      System.arraycopy(observed.observed(), from + sites, marks, from, kept);
      System.arraycopy(filled, from + kept, values, from + kept, sites);
    }
    for (int f = 0; f < channels.length; f++) {
      int last = observed.cell(channels[f], steps - 1, 0);
      System.arraycopy(forecast, f * sites, values, last, sites);
      Arrays.fill(marks, last, last + sites, true);
    }
    TrafficWindow next =
        new TrafficWindow(
            observed.start().plus(observed.interval()),
            observed.interval(),
            observed.channels(),
            steps,
            sites,
            values,
            marks);
    return new ForecastInput(next, values, representation);
  }
}
