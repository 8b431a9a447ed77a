package dev.fairway.network.waterway;

import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Which site of a network a place lies in, by the sites' outlines.
 *
 * <p>A rectangle along the axes holds its southern and western edge but not the others, so that
 * cells of a grid share no place. Where other outlines overlap the site first in node order has it.
 * Building it takes well under a millisecond for a hundred cells, so it is not serializable: build
 * it from the network where it is needed. May be shared by threads.
 */
public final class WaterwayMap implements CellLocator {

  private final List<Site> sites;
  private final STRtree outlines = new STRtree();

  /**
   * @throws IllegalArgumentException if a site has no outline or one of fewer than three corners
   */
  public WaterwayMap(TrafficNetwork network) {
    this.sites = network.sites();
    GeometryFactory geometry = new GeometryFactory();
    for (int node = 0; node < sites.size(); node++) {
      Polygon polygon = polygon(geometry, network.id(), sites.get(node));
      outlines.insert(polygon.getEnvelopeInternal(), new Outline(node, polygon));
    }
    outlines.build();
  }

  @Override
  public Optional<String> cellAt(double latitude, double longitude) {
    OptionalInt node = nodeAt(latitude, longitude);
    return node.isPresent() ? Optional.of(sites.get(node.getAsInt()).id()) : Optional.empty();
  }

  /** Index of the site in node order. */
  public OptionalInt nodeAt(double latitude, double longitude) {
    Coordinate place = new Coordinate(longitude, latitude);
    int[] first = {Integer.MAX_VALUE};
    outlines.query(
        new Envelope(place),
        item -> {
          Outline outline = (Outline) item;
          if (outline.node < first[0] && outline.holds(place)) {
            first[0] = outline.node;
          }
        });
    return first[0] == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(first[0]);
  }

  private static Polygon polygon(GeometryFactory geometry, String network, Site site) {
    List<Double> shape = site.shape();
    int corners = shape.size() / 2;
    if (corners < 3) {
      throw new IllegalArgumentException(
          "Network " + network + ": site " + site.id() + " has no outline");
    }
    boolean closed =
        shape.get(0).equals(shape.get(2 * corners - 2))
            && shape.get(1).equals(shape.get(2 * corners - 1));
    Coordinate[] ring = new Coordinate[closed ? corners : corners + 1];
    for (int i = 0; i < ring.length; i++) {
      int corner = i % corners;
      ring[i] = new Coordinate(shape.get(2 * corner), shape.get(2 * corner + 1));
    }
    return geometry.createPolygon(ring);
  }

  private static final class Outline {

    private final int node;
    private final Envelope box;
    private final boolean rectangle;
    private final IndexedPointInAreaLocator area;

    Outline(int node, Polygon polygon) {
      this.node = node;
      this.box = polygon.getEnvelopeInternal();
      this.rectangle = polygon.isRectangle();
      this.area = new IndexedPointInAreaLocator(polygon);
    }

    boolean holds(Coordinate place) {
      return rectangle
          ? place.x >= box.getMinX()
              && place.x < box.getMaxX()
              && place.y >= box.getMinY()
              && place.y < box.getMaxY()
          : area.locate(place) != Location.EXTERIOR;
    }
  }
}
