package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Where drawn windows are laid in time: whole weeks of the clocks on the wall before the measured
 * series begins, so that hour and weekday are what they were drawn for. Each takes the latest week
 * in which it is at least an interval away from all others and no clock is changed during it.
 *
 * <p>Whole weeks and not years, because a calendar that is packed can be read by those who read
 * from its first interval to its last.
 */
final class SyntheticCalendar {

  private final Instant end;
  private final Calendar calendar;

  /** Ends by starts. */
  private final NavigableMap<Instant, Instant> taken = new TreeMap<>();

  /**
   * @param end start of the measured series
   */
  SyntheticCalendar(MeasuredNetwork measured, Instant end) {
    this.calendar = Calendar.of(measured);
    this.end = end;
  }

  /** The same window at a time of its own. */
  TrafficWindow lay(TrafficWindow window) {
    // Always from the first: a time that clocks skipped would be moved, and stay so.
    ZonedDateTime first = window.start().atZone(calendar.zone());
    Instant start = first.toInstant();
    for (int weeks = 1; !isFree(window, start); weeks++) {
      start = first.minusWeeks(weeks).toInstant();
    }
    TrafficWindow laid =
        new TrafficWindow(
            start,
            window.interval(),
            window.channels(),
            window.steps(),
            window.sites(),
            window.values(),
            window.observed());
    taken.put(laid.start(), laid.end());
    return laid;
  }

  private boolean isFree(TrafficWindow window, Instant start) {
    Duration length = Duration.between(window.start(), window.end());
    Instant until = start.plus(length);
    return until.isBefore(end) && isApart(start, until) && isSameTime(window, start);
  }

  private boolean isApart(Instant start, Instant until) {
    var before = taken.floorEntry(until);
    return before == null || before.getValue().isBefore(start);
  }

  /** On the grid, and by the clocks on the wall at both ends. */
  private boolean isSameTime(TrafficWindow window, Instant start) {
    Duration toLast = window.interval().multipliedBy(window.steps() - 1L);
    return start.toEpochMilli() % window.interval().toMillis() == 0
        && calendar.slotOfWeek(start) == calendar.slotOfWeek(window.start())
        && calendar.slotOfWeek(start.plus(toLast))
            == calendar.slotOfWeek(window.start().plus(toLast));
  }
}
