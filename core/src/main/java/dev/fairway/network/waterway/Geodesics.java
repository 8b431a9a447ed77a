package dev.fairway.network.waterway;

import dev.fairway.network.Site;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/** Distances in metres along the geodesic of WGS84. */
final class Geodesics {

  static double metres(
      double fromLatitude, double fromLongitude, double toLatitude, double toLongitude) {
    return Geodesic.WGS84.Inverse(
            fromLatitude, fromLongitude, toLatitude, toLongitude, GeodesicMask.DISTANCE)
        .s12;
  }

  static double metres(Site from, Site to) {
    return metres(from.latitude(), from.longitude(), to.latitude(), to.longitude());
  }

  private Geodesics() {}
}
