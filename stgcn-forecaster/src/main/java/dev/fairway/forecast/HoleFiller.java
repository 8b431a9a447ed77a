package dev.fairway.forecast;

import dev.fairway.forecast.baseline.SeasonalFiller;
import dev.fairway.forecast.baseline.SeasonalProfile;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;

/** Puts a number into every cell of a window that was not observed, as is done when serving. */
@FunctionalInterface
public interface HoleFiller {

  /**
   * @return {@code [C, T, N]}, in the channels' units; observed cells as they are
   */
  float[] fill(TrafficWindow window);

  /** Makes a filler out of the part of a series it may know. */
  @FunctionalInterface
  interface Factory {
    HoleFiller fit(TrafficSeries known);
  }

  /** The stream's own fill: what was usual in the known series, else the nearest observation. */
  static HoleFiller seasonal(TrafficSeries known) {
    SeasonalProfile profile = SeasonalProfile.of(known);
    SeasonalFiller filler = new SeasonalFiller(known.measured());
    return window -> filler.fill(window, profile).values();
  }

  /** The site's nearest observation in the window, else the network's mean. */
  static HoleFiller lastValue(TrafficSeries known) {
    SeasonalProfile nothing = new SeasonalProfile(known.measured());
    SeasonalFiller filler = new SeasonalFiller(known.measured());
    return window -> filler.fill(window, nothing).values();
  }
}
