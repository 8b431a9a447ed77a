package dev.fairway.series.fault;

import dev.fairway.series.TrafficWindow;
import java.util.SplittableRandom;

/**
 * A sensor that reports what is not so, and does not say it: its cells stay observed. What it
 * reports lies within the channels' bounds, as anything else is refused before a window is made of
 * it.
 */
public interface SensorFault {

  /** What it is, with its numbers. */
  String name();

  /**
   * Overwrites what one site reports.
   *
   * @param window as measured
   * @param values {@code [C, T, N]}, packed, in the channels' units: of the site's cells only
   * @param observed {@code [C, T, N]}, likewise
   */
  void befall(
      TrafficWindow window, int site, float[] values, boolean[] observed, SplittableRandom random);

  /**
   * A copy of a window in which some sensors are faulty.
   *
   * @param sites drawn at random
   * @param random the only source of chance: the same seed, the same faults
   */
  default TrafficWindow of(TrafficWindow window, SiteShare sites, SplittableRandom random) {
    float[] values = window.values().clone();
    boolean[] observed = window.observed().clone();
    boolean[] faulty = sites.draw(window.sites(), random);
    for (int site = 0; site < faulty.length; site++) {
      if (faulty[site]) {
        befall(window, site, values, observed, random.split());
      }
    }
    return window.with(values, observed);
  }
}
