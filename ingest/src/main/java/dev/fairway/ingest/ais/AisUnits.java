package dev.fairway.ingest.ais;

import java.util.OptionalDouble;

/**
 * AIS counts in knots and has a number that means "not available" in every field; Fairway has SI
 * and absence.
 */
final class AisUnits {

  /** m/s. One nautical mile is 1852 m. */
  static final double KNOT = 1852.0 / 3600.0;

  /** As transmitted: tenths of a knot; 1023 means not available, 1022 means that or more. */
  static final int SPEED_NOT_AVAILABLE = 1023;

  static final int SPEED_MAXIMUM = 1022;

  /** As transmitted: tenths of a degree. */
  static final int COURSE_NOT_AVAILABLE = 3600;

  /** As transmitted: degrees. */
  static final int HEADING_NOT_AVAILABLE = 511;

  /** m/s. */
  static OptionalDouble speed(double knots) {
    return knots >= 0 && knots < SPEED_NOT_AVAILABLE / 10.0
        ? OptionalDouble.of(knots * KNOT)
        : OptionalDouble.empty();
  }

  /** Course or heading in degrees: whatever is no direction means not available. */
  static OptionalDouble direction(double degrees) {
    return degrees >= 0 && degrees < 360 ? OptionalDouble.of(degrees) : OptionalDouble.empty();
  }

  private AisUnits() {}
}
