package dev.fairway.forecast.baseline;

import dev.fairway.series.Calendar;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;

/**
 * The mean of all training values of the same site, weekday and time of day. Where that was never
 * observed it is the mean of the same time on all days; else of the site; else the last value.
 */
public final class HistoricalAverage implements PointForecaster {

  private final Calendar calendar;
  private final int[] targets;
  private final int horizon;
  private final CellMeans byWeek;
  private final CellMeans byDay;
  private final CellMeans everywhen;
  private final PointForecaster otherwise;

  public HistoricalAverage(TrafficSeries training, int horizon) {
    this.calendar = Calendar.of(training.measured());
    this.targets = training.measured().forecastChannels();
    this.horizon = horizon;
    this.otherwise = new LastValue(targets, horizon);
    int cells = targets.length * training.sites();
    this.byWeek = new CellMeans(7 * calendar.slotsPerDay(), cells);
    this.byDay = new CellMeans(calendar.slotsPerDay(), cells);
    this.everywhen = new CellMeans(1, cells);
    for (int step = 0; step < training.steps(); step++) {
      int slotOfWeek = calendar.slotOfWeek(training.time(step));
      int slotOfDay = calendar.slotOfDay(training.time(step));
      for (int target = 0; target < targets.length; target++) {
        for (int site = 0; site < training.sites(); site++) {
          if (training.isObserved(step, site, targets[target])) {
            float value = training.value(step, site, targets[target]);
            int cell = target * training.sites() + site;
            byWeek.add(slotOfWeek, cell, value);
            byDay.add(slotOfDay, cell, value);
            everywhen.add(0, cell, value);
          }
        }
      }
    }
  }

  @Override
  public float[] forecast(TrafficWindow observed, float[] filled) {
    float[] mean = otherwise.forecast(observed, filled);
    int sites = observed.sites();
    for (int step = 0; step < horizon; step++) {
      Instant time = observed.end().plus(observed.interval().multipliedBy(step));
      int slotOfWeek = calendar.slotOfWeek(time);
      int slotOfDay = calendar.slotOfDay(time);
      for (int target = 0; target < targets.length; target++) {
        for (int site = 0; site < sites; site++) {
          int cell = target * sites + site;
          int at = (target * horizon + step) * sites + site;
          if (byWeek.knows(slotOfWeek, cell)) {
            mean[at] = byWeek.mean(slotOfWeek, cell);
          } else if (byDay.knows(slotOfDay, cell)) {
            mean[at] = byDay.mean(slotOfDay, cell);
          } else if (everywhen.knows(0, cell)) {
            mean[at] = everywhen.mean(0, cell);
          }
        }
      }
    }
    return mean;
  }
}
