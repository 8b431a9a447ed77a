package dev.fairway.ingest.simulate.road;

/**
 * When trips from an origin are made. Heights are shares of the origin's peak rate.
 *
 * @see DemandProfile
 */
public enum TripPattern {
  /** From the suburbs to work. */
  INBOUND(0.80, 0.30, 0.38),
  /** From work to the suburbs. */
  OUTBOUND(0.25, 0.38, 0.75),
  /** Past the town. */
  THROUGH(0.68, 0.42, 0.56);

  private final double morning;
  private final double midday;
  private final double evening;

  TripPattern(double morning, double midday, double evening) {
    this.morning = morning;
    this.midday = midday;
    this.evening = evening;
  }

  double morning() {
    return morning;
  }

  double midday() {
    return midday;
  }

  double evening() {
    return evening;
  }
}
