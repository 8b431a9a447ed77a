package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The times of the week at which a part of a series has windows, and those windows. A time of the
 * week that was never measured, as a weekend where detectors rest, is none: of it no model knows.
 *
 * @param bySlot slot of the week of a window's first interval, and the series' steps at which such
 *     windows start, rising; at every step of theirs something was observed, and no clock changed
 */
record MeasuredStarts(TrafficSeries series, NavigableMap<Integer, List<Integer>> bySlot) {

  static MeasuredStarts of(TrafficSeries series, Part part, int steps) {
    Calendar calendar = Calendar.of(series.measured());
    NavigableMap<Integer, List<Integer>> bySlot = new TreeMap<>();
    int unbroken = 0;
    int last = -1;
    for (int t = part.from(); t < part.to(); t++) {
      int slot = calendar.slotOfWeek(series.time(t));
      boolean follows = slot == (last + 1) % (7 * calendar.slotsPerDay());
      last = slot;
      if (!series.isAnyObserved(t)) {
        unbroken = 0;
      } else {
        unbroken = follows ? unbroken + 1 : 1;
      }
      if (unbroken >= steps) {
        int start = t - steps + 1;
        bySlot
            .computeIfAbsent(calendar.slotOfWeek(series.time(start)), s -> new ArrayList<>())
            .add(start);
      }
    }
    return new MeasuredStarts(series, bySlot);
  }

  /** A time at which it was this time of the week. */
  Instant example(int slotOfWeek) {
    return series.time(bySlot.get(slotOfWeek).get(0));
  }
}
