package dev.fairway.stream.flink;

/** A vessel's accepted position, as the cell it lies in sees it. */
public final class VesselFix {

  /** Id of the cell; empty outside of all. */
  public String cell = "";

  public String vessel = "";

  /** Unix ms. */
  public long time;

  /** It has just come in from elsewhere. */
  public boolean entered;

  /** Over ground, m/s; NaN: not available. */
  public double speed;

  /** It says again what the vessel's last one said, and is only counted. */
  public boolean repeated;

  public Origin origin = new Origin();
}
