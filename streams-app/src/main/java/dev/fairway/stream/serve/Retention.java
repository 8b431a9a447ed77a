package dev.fairway.stream.serve;

/**
 * How much of the past is kept for each site, in intervals of event time.
 *
 * @param history intervals with what was observed in them: for charts, and for forecasts that come
 *     after the truth they are about. Forecasts whose truth does not come are dropped after as many
 * @param pending intervals that a forecast is kept after its issue, once both forecasts and truth
 *     of its site have passed it: at least the 12 of its horizon, and some more for truth out of
 *     order
 */
public record Retention(int history, int pending) {

  public static final Retention DEFAULT = new Retention(288, 24);

  /** Intervals that a forecast looks ahead at most. */
  public static final int HORIZON = 12;

  public Retention {
    if (pending < HORIZON) {
      throw new IllegalArgumentException(
          "pending " + pending + " is below the horizon of " + HORIZON + " intervals");
    }
    if (history < pending) {
      throw new IllegalArgumentException("history " + history + " is below pending " + pending);
    }
  }
}
