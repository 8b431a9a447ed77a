package dev.fairway.forecast.baseline;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;

/**
 * Fills the holes of a window with the best that is known without a model: the seasonal mean, else
 * the site's nearest observation in the window, else the network's mean of the channel, else 0,
 * which it says is unknown.
 */
public final class SeasonalFiller {

  private final DaySlots slots;

  public SeasonalFiller(MeasuredNetwork measured) {
    this.slots = DaySlots.of(measured);
  }

  /**
   * @param window is not changed
   * @param profile of the window's network
   */
  public FilledWindow fill(TrafficWindow window, SeasonalProfile profile) {
    float[] values = window.values().clone();
    int[] holes = new int[window.sites()];
    FillSource[] sources = new FillSource[window.sites()];
    Arrays.fill(sources, FillSource.NONE);
    int[] slotOfStep = new int[window.steps()];
    Arrays.setAll(
        slotOfStep,
        step -> slots.slotOf(window.start().plus(window.interval().multipliedBy(step))));
    for (int channel = 0; channel < window.channels(); channel++) {
      float networkMean = networkMean(window, channel);
      for (int step = 0; step < window.steps(); step++) {
        for (int site = 0; site < window.sites(); site++) {
          int cell = window.cell(channel, step, site);
          if (window.observed()[cell]) {
            continue;
          }
          holes[site]++;
          FillSource source = FillSource.SEASONAL;
          if (profile.knows(slotOfStep[step], channel, site)) {
            values[cell] = profile.meanOr(slotOfStep[step], channel, site, 0);
          } else {
            int nearest = nearestObserved(window, channel, step, site);
            if (nearest >= 0) {
              source = FillSource.LAST_VALUE;
              values[cell] = window.values()[nearest];
            } else {
              source = Float.isNaN(networkMean) ? FillSource.UNKNOWN : FillSource.NETWORK_MEAN;
              values[cell] = Float.isNaN(networkMean) ? 0 : networkMean;
            }
          }
          if (source.compareTo(sources[site]) > 0) {
            sources[site] = source;
          }
        }
      }
    }
    double[] share = new double[window.sites()];
    Arrays.setAll(share, site -> holes[site] / (double) (window.channels() * window.steps()));
    return new FilledWindow(values, share, sources);
  }

  /** The last observation before the step, or else the first after it; -1 if there is none. */
  private static int nearestObserved(TrafficWindow window, int channel, int step, int site) {
    for (int t = step - 1; t >= 0; t--) {
      if (window.observed()[window.cell(channel, t, site)]) {
        return window.cell(channel, t, site);
      }
    }
    for (int t = step + 1; t < window.steps(); t++) {
      if (window.observed()[window.cell(channel, t, site)]) {
        return window.cell(channel, t, site);
      }
    }
    return -1;
  }

  /** NaN if nothing of the channel was observed. */
  private static float networkMean(TrafficWindow window, int channel) {
    double sum = 0;
    int count = 0;
    for (int cell = window.cell(channel, 0, 0); cell < window.cell(channel + 1, 0, 0); cell++) {
      if (window.observed()[cell]) {
        sum += window.values()[cell];
        count++;
      }
    }
    return count == 0 ? Float.NaN : (float) (sum / count);
  }
}
