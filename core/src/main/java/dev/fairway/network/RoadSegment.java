package dev.fairway.network;

import java.util.List;

/**
 * A stretch of road, measured as a whole, from a point to another.
 *
 * @param metres its length
 */
public record RoadSegment(String id, double metres, End start, End end) {

  /**
   * @param point id; segments meet where their ends have the same
   * @param name for people, may be blank
   * @param latitude degrees north, WGS84
   * @param longitude degrees east, WGS84
   */
  public record End(String point, String name, double latitude, double longitude) {}

  /** The segment as a site, half-way between its ends. */
  public Site site() {
    return new Site(
        id,
        name(),
        (start.latitude + end.latitude) / 2,
        (start.longitude + end.longitude) / 2,
        List.of(start.longitude, start.latitude, end.longitude, end.latitude));
  }

  private String name() {
    if (start.name.isBlank() && end.name.isBlank()) {
      return id;
    }
    if (start.name.equals(end.name) || end.name.isBlank()) {
      return start.name;
    }
    return start.name.isBlank() ? end.name : start.name + " – " + end.name;
  }
}
