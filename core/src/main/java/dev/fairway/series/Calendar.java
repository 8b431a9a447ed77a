package dev.fairway.series;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * What a time means to the people who travel: slot of the day and weekday, by the clocks on the
 * wall. On the days on which clocks change a slot is skipped or comes twice.
 *
 * @param interval length of a slot; divides a day
 */
public record Calendar(ZoneId zone, Duration interval) {

  /** Number of {@link #features}: sine and cosine of the day, sine and cosine of the week. */
  public static final int FEATURES = 4;

  private static final int DAYS_PER_WEEK = 7;

  public static Calendar of(MeasuredNetwork measured) {
    return new Calendar(measured.zone(), measured.interval());
  }

  public int slotsPerDay() {
    return (int) (Duration.ofDays(1).toSeconds() / interval.toSeconds());
  }

  /** 0 for the interval that starts at midnight, up to {@link #slotsPerDay()} - 1. */
  public int slotOfDay(Instant time) {
    return (int) (time.atZone(zone).toLocalTime().toSecondOfDay() / interval.toSeconds());
  }

  /** 0 for Monday to 6 for Sunday. */
  public int weekday(Instant time) {
    return time.atZone(zone).getDayOfWeek().getValue() - 1;
  }

  /** 0 for Monday's first slot, up to 7 * {@link #slotsPerDay()} - 1. */
  public int slotOfWeek(Instant time) {
    return weekday(time) * slotsPerDay() + slotOfDay(time);
  }

  public boolean isWeekend(Instant time) {
    return weekday(time) >= 5;
  }

  /**
   * Where in the day and in the week some intervals lie, as points on two circles.
   *
   * @param start of the first interval
   * @return {@code [4, steps]}, packed: sine and cosine of the day, sine and cosine of the week
   */
  public float[] features(Instant start, int steps) {
    float[] features = new float[FEATURES * steps];
    for (int t = 0; t < steps; t++) {
      ZonedDateTime time = start.plus(interval.multipliedBy(t)).atZone(zone);
      double day = time.toLocalTime().toSecondOfDay() / (double) Duration.ofDays(1).toSeconds();
      double week = (time.getDayOfWeek().getValue() - 1 + day) / DAYS_PER_WEEK;
      features[t] = (float) Math.sin(2 * Math.PI * day);
      features[steps + t] = (float) Math.cos(2 * Math.PI * day);
      features[2 * steps + t] = (float) Math.sin(2 * Math.PI * week);
      features[3 * steps + t] = (float) Math.cos(2 * Math.PI * week);
    }
    return features;
  }
}
