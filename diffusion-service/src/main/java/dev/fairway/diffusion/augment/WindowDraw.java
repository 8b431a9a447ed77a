package dev.fairway.diffusion.augment;

import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.List;

/** Where synthetic windows come from: whole ones, of which nothing but the time is given. */
@FunctionalInterface
interface WindowDraw {

  /**
   * @param start of the first interval: what hour and weekday it is
   * @param windows drawn side by side
   */
  List<TrafficWindow> draw(Instant start, int windows, long seed);
}
