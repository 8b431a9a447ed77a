package dev.fairway.stream.flink;

/** A vessel's position as it came from its topic. */
public final class IncomingPosition extends IncomingRecord {

  /** Degrees north, WGS84. */
  public double latitude;

  /** Degrees east, WGS84. */
  public double longitude;

  /** Over ground, m/s; NaN: not available. */
  public double speed;
}
