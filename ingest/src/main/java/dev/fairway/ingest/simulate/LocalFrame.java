package dev.fairway.ingest.simulate;

/**
 * Metres east and north of an origin to degrees. Equirectangular: an error below 0.1 % within 20 km
 * of the origin.
 *
 * @param latitude of the origin, degrees north
 * @param longitude of the origin, degrees east
 */
public record LocalFrame(double latitude, double longitude) {

  /** Where Simstad lies: in the middle of the Kattegat, where there is no land. */
  public static final LocalFrame SIMSTAD = new LocalFrame(56.45, 11.45);

  private static final double METRES_PER_DEGREE = 111_195;

  public double latitude(double northMetres) {
    return latitude + northMetres / METRES_PER_DEGREE;
  }

  public double longitude(double eastMetres) {
    return longitude + eastMetres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(latitude)));
  }
}
