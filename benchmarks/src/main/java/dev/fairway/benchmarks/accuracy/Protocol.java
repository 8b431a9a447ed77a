package dev.fairway.benchmarks.accuracy;

import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How a series is split in time order, and which windows of the test part are scored. */
public enum Protocol {
  /** 60 / 20 / 20 % of the steps; every window of the test part. */
  SHARES("60 / 20 / 20 % in time order", 60) {
    @Override
    ChronologicalSplit split(TrafficSeries series) {
      return ChronologicalSplit.byFractions(series.steps(), 0.6, 0.2);
    }

    @Override
    boolean scores(TrafficSeries series, int firstStep, int steps) {
      return true;
    }
  },
  /**
   * PeMSD7(M) as published with the STGCN: 34 / 5 / 5 days; windows that do not reach over
   * midnight.
   */
  PEMSD7("34 / 5 / 5 days, windows within a day", 45) {
    @Override
    ChronologicalSplit split(TrafficSeries series) {
      return ChronologicalSplit.byDays(series, 34, 5, 5);
    }

    @Override
    boolean scores(TrafficSeries series, int firstStep, int steps) {
      ZoneId zone = series.measured().zone();
      return day(series.time(firstStep), zone)
          .equals(day(series.time(firstStep + steps - 1), zone));
    }
  };

  private final String words;
  private final int furthestMinutes;

  Protocol(String words, int furthestMinutes) {
    this.words = words;
    this.furthestMinutes = furthestMinutes;
  }

  String words() {
    return words;
  }

  /** Horizons that tables show beside the average. */
  int[] reportedMinutes() {
    return new int[] {15, 30, furthestMinutes};
  }

  abstract ChronologicalSplit split(TrafficSeries series);

  /** Whether the window of so many steps, input and target together, is scored. */
  abstract boolean scores(TrafficSeries series, int firstStep, int steps);

  private static LocalDate day(Instant time, ZoneId zone) {
    return LocalDate.ofInstant(time, zone);
  }
}
