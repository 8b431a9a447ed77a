package dev.fairway.benchmarks.transfer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;

/**
 * Absolute errors of one day's windows: days, not windows, are what can be taken for independent.
 *
 * @param absolute their sum, in the channel's unit
 * @param count of cells
 */
public record DayErrors(
    @JsonProperty(required = true) LocalDate day,
    @JsonProperty(required = true) double absolute,
    @JsonProperty(required = true) long count) {

  DayErrors plus(double error) {
    return new DayErrors(day, absolute + error, count + 1);
  }

  /** Mean absolute error over all cells of some days, in the channel's unit. */
  static double mean(List<DayErrors> days) {
    return days.stream().mapToDouble(DayErrors::absolute).sum()
        / days.stream().mapToLong(DayErrors::count).sum();
  }
}
