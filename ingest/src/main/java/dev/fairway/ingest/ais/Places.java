package dev.fairway.ingest.ais;

import dev.fairway.contract.v1.DeadLetter.Reason;

/** Latitude and longitude in degrees; AIS sends 91 and 181 where they are not available. */
final class Places {

  static void require(double latitude, double longitude) throws RefusedLineException {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw new RefusedLineException(
          Reason.OUT_OF_RANGE,
          "latitude "
              + latitude
              + ", longitude "
              + longitude
              + (latitude == 91 || longitude == 181 ? ": not available" : ": nowhere"));
    }
  }

  private Places() {}
}
