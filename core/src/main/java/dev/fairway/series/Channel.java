package dev.fairway.series;

/**
 * One measured quantity.
 *
 * @param name "flow", "speed", "occupancy", "density"...
 * @param unit SI or veh/h, vessels/h; what every value of the channel is in
 * @param minimum values below it are refused
 * @param maximum values above it are refused
 * @param forecast whether it is forecast, or only an input
 * @param aggregation how readings of one interval are put together
 */
public record Channel(
    String name,
    String unit,
    double minimum,
    double maximum,
    boolean forecast,
    Aggregation aggregation) {

  public static final String FLOW = "flow";
  public static final String SPEED = "speed";
  public static final String OCCUPANCY = "occupancy";
  public static final String DENSITY = "density";

  public Channel {
    if (!(minimum < maximum)) {
      throw new IllegalArgumentException(
          "Channel " + name + ": its minimum " + minimum + " is not below its maximum " + maximum);
    }
  }

  public boolean accepts(double value) {
    return value >= minimum && value <= maximum;
  }

  /** The value itself, or the bound that it lies beyond. */
  public float nearest(double value) {
    return (float) Math.max(minimum, Math.min(maximum, value));
  }
}
