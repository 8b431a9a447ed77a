package dev.fairway.network.waterway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Judges a vessel's fixes one by one, in the order they arrive, and keeps what it must remember of
 * the vessel in a {@link VesselTrack}.
 *
 * <pre>
 * VesselTrack track = ...;                            // one for each vessel, new VesselTrack() at first
 * FixVerdict verdict = cleaner.judge(track, time, latitude, longitude);
 * // the track has been brought up to date: store it again
 * </pre>
 *
 * A fix is implausible if the vessel would have had to go faster than a limit since the last
 * accepted one. If several of these in a row are plausible from each to the next, it was the
 * accepted one that was wrong (or the vessel was carried): the last of the row is accepted and the
 * track goes on there. Two vessels that share an MMSI and report in turn never make such a row, so
 * that one of the two is followed.
 *
 * <p>Has no state of its own; may be shared.
 */
public final class VesselTrackCleaner {

  /** 60 knots, in m/s. */
  public static final double DEFAULT_SPEED_LIMIT = 60 * 1852.0 / 3600.0;

  public static final Duration DEFAULT_TIME_RESOLUTION = Duration.ofSeconds(1);
  public static final Duration DEFAULT_LONGEST_GAP = Duration.ofMinutes(30);
  public static final int DEFAULT_FIXES_TO_RECOVER = 3;

  private final CellLocator cells;
  private final double speedLimit;
  private final Duration timeResolution;
  private final Duration longestGap;
  private final int fixesToRecover;

  public VesselTrackCleaner(CellLocator cells) {
    this(
        cells,
        DEFAULT_SPEED_LIMIT,
        DEFAULT_TIME_RESOLUTION,
        DEFAULT_LONGEST_GAP,
        DEFAULT_FIXES_TO_RECOVER);
  }

  /**
   * @param speedLimit m/s, above 0
   * @param timeResolution of the fixes' time stamps: two fixes may lie this much further apart in
   *     time than they say
   * @param longestGap after a longer silence a vessel in another cell is not said to have entered
   *     it
   * @param fixesToRecover length of a row of implausible fixes that is believed, at least 2
   */
  public VesselTrackCleaner(
      CellLocator cells,
      double speedLimit,
      Duration timeResolution,
      Duration longestGap,
      int fixesToRecover) {
    if (!(speedLimit > 0) || timeResolution.isNegative() || longestGap.isNegative()) {
      throw new IllegalArgumentException(
          "Speed limit "
              + speedLimit
              + " m/s, time resolution "
              + timeResolution
              + ", longest gap "
              + longestGap
              + ": the first must be above 0, the others not below");
    }
    if (fixesToRecover < 2) {
      throw new IllegalArgumentException(
          "Fixes to recover " + fixesToRecover + ": one alone agrees with nothing");
    }
    this.cells = cells;
    this.speedLimit = speedLimit;
    this.timeResolution = timeResolution;
    this.longestGap = longestGap;
    this.fixesToRecover = fixesToRecover;
  }

  /**
   * @param track of this vessel; changed
   * @param latitude degrees north
   * @param longitude degrees east
   */
  public FixVerdict judge(VesselTrack track, Instant time, double latitude, double longitude) {
    long millis = time.toEpochMilli();
    if (!track.seen) {
      return accept(track, millis, latitude, longitude, false, Double.NaN);
    }
    if (millis < track.timeMillis) {
      return FixVerdict.refused(FixVerdict.Kind.OUT_OF_ORDER, Double.NaN);
    }
    if (millis == track.timeMillis && latitude == track.latitude && longitude == track.longitude) {
      return FixVerdict.refused(FixVerdict.Kind.DUPLICATE, Double.NaN);
    }
    double implied =
        speed(track.latitude, track.longitude, latitude, longitude, millis - track.timeMillis);
    if (implied <= speedLimit) {
      boolean watched = millis - track.timeMillis <= longestGap.toMillis();
      return accept(track, millis, latitude, longitude, watched, implied);
    }
    if (agreesWithSuspects(track, millis, latitude, longitude)) {
      track.suspects++;
    } else {
      track.suspects = 1;
    }
    if (track.suspects >= fixesToRecover) {
      return accept(track, millis, latitude, longitude, false, implied);
    }
    track.suspectTimeMillis = millis;
    track.suspectLatitude = latitude;
    track.suspectLongitude = longitude;
    return FixVerdict.refused(FixVerdict.Kind.IMPLAUSIBLE_JUMP, implied);
  }

  private FixVerdict accept(
      VesselTrack track,
      long millis,
      double latitude,
      double longitude,
      boolean watched,
      double implied) {
    Optional<String> cell = cells.cellAt(latitude, longitude);
    boolean entered = watched && cell.isPresent() && !cell.get().equals(track.cell);
    track.seen = true;
    track.timeMillis = millis;
    track.latitude = latitude;
    track.longitude = longitude;
    track.cell = cell.orElse("");
    track.suspects = 0;
    return new FixVerdict(FixVerdict.Kind.ACCEPTED, cell, entered, implied);
  }

  /** The same place at the same time again is no further witness. */
  private boolean agreesWithSuspects(
      VesselTrack track, long millis, double latitude, double longitude) {
    return track.suspects > 0
        && millis > track.suspectTimeMillis
        && speed(
                track.suspectLatitude,
                track.suspectLongitude,
                latitude,
                longitude,
                millis - track.suspectTimeMillis)
            <= speedLimit;
  }

  /** m/s, along the geodesic. */
  private double speed(
      double fromLatitude, double fromLongitude, double latitude, double longitude, long millis) {
    double metres =
        Geodesic.WGS84.Inverse(
                fromLatitude, fromLongitude, latitude, longitude, GeodesicMask.DISTANCE)
            .s12;
    double seconds = (millis + timeResolution.toMillis()) / 1000.0;
    return metres == 0 ? 0 : metres / seconds;
  }
}
