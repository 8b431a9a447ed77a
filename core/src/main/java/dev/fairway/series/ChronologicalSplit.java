package dev.fairway.series;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A series cut in time order into what is trained on, what training is steered by, and what is left
 * for the final score. Parts never overlap, and windows are taken within a part (see {@link
 * WindowIndex}), so that no value is in two of them.
 */
public record ChronologicalSplit(Part train, Part validation, Part test) {

  /** The steps [from, to) of a series. */
  public record Part(int from, int to) {
    public Part {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("Steps " + from + " to " + to + " are no part");
      }
    }

    public int steps() {
      return to - from;
    }

    public TrafficSeries of(TrafficSeries series) {
      return series.slice(from, to);
    }
  }

  public ChronologicalSplit {
    if (train.to() > validation.from() || validation.to() > test.from()) {
      throw new IllegalArgumentException(
          "Parts overlap or are out of order: " + List.of(train, validation, test));
    }
  }

  /**
   * @param train share of the steps, in (0, 1); the usual ones are 0.6 or 0.7
   * @param validation likewise; what is left is the test part
   */
  public static ChronologicalSplit byFractions(int steps, double train, double validation) {
    if (!(train > 0 && validation >= 0 && train + validation <= 1)) {
      throw new IllegalArgumentException(
          "Shares " + train + " and " + validation + " do not leave a part of the whole");
    }
    int trainEnd = (int) Math.round(steps * train);
    int validationEnd = Math.min(steps, (int) Math.round(steps * (train + validation)));
    return new ChronologicalSplit(
        new Part(0, trainEnd), new Part(trainEnd, validationEnd), new Part(validationEnd, steps));
  }

  /**
   * By whole days of the network's zone. Only days on which something was observed count, so that
   * "34 days" of a calendar without weekends are 34 working days.
   *
   * @throws IllegalArgumentException if the series has fewer such days
   */
  public static ChronologicalSplit byDays(
      TrafficSeries series, int trainDays, int validationDays, int testDays) {
    LocalDate[] dates = dates(series);
    List<LocalDate> measured = measuredDates(series, dates);
    int wanted = trainDays + validationDays + testDays;
    if (trainDays < 1 || validationDays < 0 || testDays < 0 || measured.size() < wanted) {
      throw new IllegalArgumentException(
          "Cannot take "
              + trainDays
              + " + "
              + validationDays
              + " + "
              + testDays
              + " days from a series with "
              + measured.size()
              + " measured days");
    }
    int trainEnd = endOfDay(dates, measured, trainDays);
    int validationEnd = endOfDay(dates, measured, trainDays + validationDays);
    int testEnd = endOfDay(dates, measured, wanted);
    return new ChronologicalSplit(
        new Part(0, trainEnd), new Part(trainEnd, validationEnd), new Part(validationEnd, testEnd));
  }

  private static LocalDate[] dates(TrafficSeries series) {
    ZoneId zone = series.measured().zone();
    return IntStream.range(0, series.steps())
        .mapToObj(t -> LocalDate.ofInstant(series.time(t), zone))
        .toArray(LocalDate[]::new);
  }

  private static List<LocalDate> measuredDates(TrafficSeries series, LocalDate[] dates) {
    TreeSet<LocalDate> measured = new TreeSet<>();
    for (int t = 0; t < dates.length; t++) {
      if (series.isAnyObserved(t)) {
        measured.add(dates[t]);
      }
    }
    return List.copyOf(measured);
  }

  /** The first step after so many measured days. */
  private static int endOfDay(LocalDate[] dates, List<LocalDate> measured, int days) {
    if (days == 0) {
      return 0;
    }
    LocalDate next = measured.get(days - 1).plusDays(1);
    int found = Arrays.binarySearch(dates, next);
    int step = found >= 0 ? found : -found - 1;
    while (step > 0 && !dates[step - 1].isBefore(next)) {
      step--;
    }
    return step;
  }
}
