package dev.fairway.network.waterway;

import java.util.Optional;

/** Which cell a place lies in. */
@FunctionalInterface
public interface CellLocator {

  /**
   * @param latitude degrees north, WGS84
   * @param longitude degrees east, WGS84
   * @return id of the cell, empty outside of all
   */
  Optional<String> cellAt(double latitude, double longitude);
}
