package dev.fairway.network.waterway;

/** What moved in one cell: how many positions, and where their middle is. */
final class CellTraffic {

  private long positions;
  private double latitudes;
  private double longitudes;

  void add(double latitude, double longitude) {
    positions++;
    latitudes += latitude;
    longitudes += longitude;
  }

  long positions() {
    return positions;
  }

  double latitude() {
    return latitudes / positions;
  }

  double longitude() {
    return longitudes / positions;
  }
}
