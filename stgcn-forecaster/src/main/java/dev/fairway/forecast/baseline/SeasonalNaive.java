package dev.fairway.forecast.baseline;

import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

/**
 * The value of the same site at the same time by the clock a week before; where that was not
 * observed, of the youngest of the six days since at which it was; else what another forecaster
 * says.
 *
 * <p>It has no parameters, but looks further back than a window does: it is given the series as it
 * is known, and reads nothing of it from the window's end on.
 */
public final class SeasonalNaive implements PointForecaster {

  private static final int[] DAYS_BACK = {7, 1, 2, 3, 4, 5, 6};

  private final TrafficSeries known;
  private final int[] targets;
  private final int horizon;
  private final PointForecaster otherwise;

  /**
   * @param horizon H, intervals; at most a day
   */
  public SeasonalNaive(TrafficSeries known, int horizon, PointForecaster otherwise) {
    if (known.measured().interval().multipliedBy(horizon).compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "A horizon of %d intervals of %s is longer than the day it looks back"
              .formatted(horizon, known.measured().interval()));
    }
    this.known = known;
    this.targets = known.measured().forecastChannels();
    this.horizon = horizon;
    this.otherwise = otherwise;
  }

  @Override
  public float[] forecast(TrafficWindow observed, float[] filled) {
    float[] mean = otherwise.forecast(observed, filled);
    int sites = observed.sites();
    for (int step = 0; step < horizon; step++) {
      Instant time = observed.end().plus(observed.interval().multipliedBy(step));
      int[] earlier = earlier(time, observed.end());
      for (int target = 0; target < targets.length; target++) {
        for (int site = 0; site < sites; site++) {
          for (int before : earlier) {
            if (before >= 0 && known.isObserved(before, site, targets[target])) {
              mean[(target * horizon + step) * sites + site] =
                  known.value(before, site, targets[target]);
              break;
            }
          }
        }
      }
    }
    return mean;
  }

  /** Steps of the known series, in order of preference; -1 where there is none. */
  private int[] earlier(Instant time, Instant end) {
    ZonedDateTime local = time.atZone(known.measured().zone());
    int[] steps = new int[DAYS_BACK.length];
    for (int i = 0; i < steps.length; i++) {
      Instant then = local.minusDays(DAYS_BACK[i]).toInstant();
      int step = known.stepAt(then);
      // On a day when the clocks change, yesterday's time may lie less than a day back.
      steps[i] = then.isBefore(end) && step >= 0 && step < known.steps() ? step : -1;
    }
    return steps;
  }
}
