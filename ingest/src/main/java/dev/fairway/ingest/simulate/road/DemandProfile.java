package dev.fairway.ingest.simulate.road;

/**
 * Demand over the hours of a day: two commuter peaks on weekdays, one broad hump at weekends, and
 * never nothing.
 */
public final class DemandProfile {

  private static final double NIGHT = 0.03;
  private static final double MORNING_HOUR = 7.7;
  private static final double MORNING_WIDTH = 0.85;
  private static final double MIDDAY_HOUR = 13.0;
  private static final double MIDDAY_WIDTH = 3.6;
  private static final double EVENING_HOUR = 16.4;
  private static final double EVENING_WIDTH = 1.3;
  private static final double WEEKEND_HOUR = 14.0;
  private static final double WEEKEND_WIDTH = 3.6;
  private static final double WEEKEND_HEIGHT = 0.6;

  /**
   * @param hour of the local day, [0, 24)
   * @return demand as a share of the origin's peak rate, above 0
   */
  public static double share(TripPattern pattern, double hour, DayConditions day) {
    if (day.weekend()) {
      return day.demandLevel() * (NIGHT + WEEKEND_HEIGHT * bell(hour, WEEKEND_HOUR, WEEKEND_WIDTH));
    }
    double shifted = hour - day.peakShiftHours();
    return day.demandLevel()
        * (NIGHT
            + pattern.morning() * bell(shifted, MORNING_HOUR, MORNING_WIDTH)
            + pattern.midday() * bell(hour, MIDDAY_HOUR, MIDDAY_WIDTH)
            + pattern.evening() * bell(shifted, EVENING_HOUR, EVENING_WIDTH));
  }

  private static double bell(double hour, double centre, double width) {
    double z = (hour - centre) / width;
    return Math.exp(-z * z / 2);
  }

  private DemandProfile() {}
}
