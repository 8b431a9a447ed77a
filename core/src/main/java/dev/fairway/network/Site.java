package dev.fairway.network;

import java.util.List;
import java.util.Objects;

/**
 * A place that is measured and forecast: a detector, a road segment, a waterway cell or gate. A
 * node of the graph.
 *
 * @param id unique in its network
 * @param name for people; the id where there is no better one
 * @param latitude degrees north, WGS84; NaN where unknown
 * @param longitude degrees east, WGS84; NaN where unknown
 * @param shape the line or outline the site stands for, as longitude, latitude, longitude,
 *     latitude...; may be empty
 */
public record Site(String id, String name, double latitude, double longitude, List<Double> shape) {

  public Site {
    if (id.isBlank()) {
      throw new IllegalArgumentException("A site's id is blank");
    }
    Objects.requireNonNull(name, "name");
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
      throw new IllegalArgumentException(
          "Site "
              + id
              + " lies at latitude "
              + latitude
              + ", longitude "
              + longitude
              + ", which is nowhere");
    }
    if (shape.size() % 2 != 0) {
      throw new IllegalArgumentException(
          "Site " + id + ": its shape has a longitude without a latitude");
    }
    shape = List.copyOf(shape);
  }

  public Site(String id, String name, double latitude, double longitude) {
    this(id, name, latitude, longitude, List.of());
  }

  public boolean isLocated() {
    return !Double.isNaN(latitude) && !Double.isNaN(longitude);
  }
}
