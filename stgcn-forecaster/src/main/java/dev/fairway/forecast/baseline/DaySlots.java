package dev.fairway.forecast.baseline;

import dev.fairway.series.MeasuredNetwork;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Where an interval lies in the week as traffic knows it: the slot of the local day, on a weekday
 * or at the weekend.
 *
 * @param zone what "day" means
 * @param intervalSeconds length of a slot; divides a day
 */
public record DaySlots(ZoneId zone, int intervalSeconds) {

  private static final int SECONDS_PER_DAY = 24 * 60 * 60;

  public static DaySlots of(MeasuredNetwork measured) {
    return new DaySlots(measured.zone(), Math.toIntExact(measured.interval().toSeconds()));
  }

  /** Number of slots: those of a weekday, then those of a day at the weekend. */
  public int size() {
    return 2 * perDay();
  }

  /**
   * Slot of the interval that starts at a time, 0 to {@link #size()} - 1. On the days when clocks
   * change a slot occurs twice or not at all, as it does for the people who drive.
   */
  public int slotOf(Instant start) {
    ZonedDateTime local = start.atZone(zone);
    boolean weekend =
        local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
    return (weekend ? perDay() : 0) + local.toLocalTime().toSecondOfDay() / intervalSeconds;
  }

  private int perDay() {
    return SECONDS_PER_DAY / intervalSeconds;
  }
}
