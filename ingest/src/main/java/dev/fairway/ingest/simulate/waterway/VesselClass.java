package dev.fairway.ingest.simulate.waterway;

/** Kinds of vessels on the fairway. */
public enum VesselClass {
  CARGO(70, 5.6, 0.5, 7.5, 90, true),
  TANKER(80, 4.9, 0.4, 2.2, 140, true),
  FERRY(60, 7.7, 0.2, 0, 45, true),
  TUG(52, 5.1, 0.7, 2.4, 45, true),
  PILOT(50, 9.5, 0.8, 1.6, 20, false);

  private final int aisShipType;
  private final double meanSpeed;
  private final double speedSpread;
  private final double arrivalsPerHour;
  private final double headwaySeconds;
  private final boolean keepsToTurn;

  VesselClass(
      int aisShipType,
      double meanSpeed,
      double speedSpread,
      double arrivalsPerHour,
      double headwaySeconds,
      boolean keepsToTurn) {
    this.aisShipType = aisShipType;
    this.meanSpeed = meanSpeed;
    this.speedSpread = speedSpread;
    this.arrivalsPerHour = arrivalsPerHour;
    this.headwaySeconds = headwaySeconds;
    this.keepsToTurn = keepsToTurn;
  }

  /** Code of ITU-R M.1371. */
  public int aisShipType() {
    return aisShipType;
  }

  /** Cruising speed in open water, m/s; the mean of the class. */
  public double meanSpeed() {
    return meanSpeed;
  }

  /** Standard deviation of the cruising speed within the class, m/s. */
  public double speedSpread() {
    return speedSpread;
  }

  /** Both directions together, mean over the day; 0 for what keeps to a timetable. */
  public double arrivalsPerHour() {
    return arrivalsPerHour;
  }

  /** Time that the next vessel through the narrows keeps behind it. */
  public double headwaySeconds() {
    return headwaySeconds;
  }

  /** Whether it waits for its turn at the narrows; small craft slip through. */
  public boolean keepsToTurn() {
    return keepsToTurn;
  }
}
