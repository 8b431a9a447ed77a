package dev.fairway.network.waterway;

/**
 * What must be remembered of one vessel to judge its next fix: the last accepted fix, and the run
 * of refused fixes that may turn out to be the truth.
 *
 * <p>Plain fields and a public constructor, so that a stream processor keeps it as state. A new one
 * is a vessel that has not been seen. Only {@link VesselTrackCleaner} writes it.
 */
public final class VesselTrack {

  /**
   * False until the first fix has been accepted; the fields of the last fix mean nothing before.
   */
  public boolean seen;

  /** Last accepted fix. Unix time, ms. */
  public long timeMillis;

  /** Last accepted fix. Degrees north. */
  public double latitude;

  /** Last accepted fix. Degrees east. */
  public double longitude;

  /** Cell of the last accepted fix; the empty string outside of all cells. */
  public String cell = "";

  /** Length of the run of implausible fixes that agree with each other; 0: there is none. */
  public int suspects;

  /** Last of that run. Unix time, ms. */
  public long suspectTimeMillis;

  /** Last of that run. Degrees north. */
  public double suspectLatitude;

  /** Last of that run. Degrees east. */
  public double suspectLongitude;

  public VesselTrack() {}
}
