package dev.fairway.series.format;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;

/**
 * How a data set tells the time.
 *
 * @param start by its own clocks, of the first row, for files without time stamps
 * @param interval of the grid
 * @param stamps what its time stamps are in
 * @param calendar what "hour of day" and "weekday" mean to the people who travel
 * @param skipWeekends whether the row after Friday's last is Monday's first
 * @param lateness how far out of order readings may come before they count as late
 */
public record TimeSheet(
    Optional<LocalDateTime> start,
    Duration interval,
    ZoneId stamps,
    ZoneId calendar,
    boolean skipWeekends,
    Duration lateness) {

  private static final int WORKING_DAYS = 5;

  /**
   * When a stamp was. Empty for a time that clocks skipped in spring; of a time that came twice in
   * autumn, the first.
   */
  public Optional<Instant> instant(LocalDateTime stamp) {
    ZoneRules rules = stamps.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(stamp);
    return offsets.isEmpty() ? Optional.empty() : Optional.of(stamp.toInstant(offsets.get(0)));
  }

  /**
   * What the clocks showed at the start of a row of a file without time stamps.
   *
   * @param row from 0
   * @throws IllegalStateException if the sheet gives no start
   */
  public LocalDateTime stampOfRow(long row) {
    LocalDateTime first =
        start.orElseThrow(
            () -> new IllegalStateException("time.start is missing, and the file has no stamps"));
    if (!skipWeekends) {
      return first.plus(interval.multipliedBy(row));
    }
    LocalDateTime stamp =
        first.toLocalDate().atStartOfDay().plus(interval.multipliedBy(row + slotOfDay(first)));
    long days = stamp.toLocalDate().toEpochDay() - first.toLocalDate().toEpochDay();
    return workingDay(first.toLocalDate(), days).atTime(stamp.toLocalTime());
  }

  private long slotOfDay(LocalDateTime time) {
    return time.toLocalTime().toSecondOfDay() / interval.toSeconds();
  }

  /** So many working days after another working day. */
  private static LocalDate workingDay(LocalDate first, long days) {
    long sinceMonday = first.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue() + days;
    return first
        .with(DayOfWeek.MONDAY)
        .plusWeeks(sinceMonday / WORKING_DAYS)
        .plusDays(sinceMonday % WORKING_DAYS);
  }
}
