package dev.fairway.ingest.simulate.road;

import dev.fairway.ingest.simulate.RandomStreams;
import java.time.DayOfWeek;
import java.time.LocalDate;
import org.hipparchus.random.RandomDataGenerator;

/**
 * What makes a day unlike another.
 *
 * @param weekend whether people sleep in
 * @param demandLevel of the day, about 1
 * @param peakShiftHours by which both peaks come later than usual
 * @param weather free-flow speed and capacity relative to a dry day, (0, 1]
 */
public record DayConditions(
    boolean weekend, double demandLevel, double peakShiftHours, double weather) {

  private static final double DAILY_SPREAD = 0.04;
  private static final double PEAK_SHIFT_HOURS = 0.12;
  private static final double WET_DAYS = 0.3;

  /** The same for the same seed and day. */
  public static DayConditions on(LocalDate day, RandomStreams streams) {
    RandomDataGenerator random = streams.stream("day", day.toEpochDay());
    double level = usualLevel(day.getDayOfWeek()) * Math.exp(random.nextNormal(0, DAILY_SPREAD));
    double shift = random.nextNormal(0, PEAK_SHIFT_HOURS);
    boolean wet = random.nextDouble() < WET_DAYS;
    double slow = random.nextUniform(0.86, 0.97);
    return new DayConditions(
        day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue(),
        level,
        shift,
        wet ? slow : 1);
  }

  private static double usualLevel(DayOfWeek day) {
    return switch (day) {
      case MONDAY -> 0.97;
      case TUESDAY, WEDNESDAY -> 1.0;
      case THURSDAY -> 1.02;
      case FRIDAY -> 1.05;
      case SATURDAY -> 0.95;
      case SUNDAY -> 0.85;
    };
  }
}
