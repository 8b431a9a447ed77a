package dev.fairway.stream.serve.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fairway.contract.v1.NetworkDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A network as a GeoJSON FeatureCollection (RFC 7946): its sites with their shapes, and its links
 * as straight lines. Sites and links without a position have a null geometry.
 *
 * @param network a foreign member, as RFC 7946 section 6.1 allows
 */
public record GeoNetwork(String type, NetworkSummary network, List<Feature> features) {

  /** {@code properties.role} is "site" or "link". */
  public record Feature(
      String type,
      @JsonInclude(JsonInclude.Include.NON_NULL) String id,
      Geometry geometry,
      Map<String, Object> properties) {}

  /** Longitude before latitude. */
  public record Geometry(String type, Object coordinates) {}

  static GeoNetwork of(NetworkDefinition definition) {
    Map<String, List<Double>> positions = new TreeMap<>();
    for (NetworkDefinition.Site site : definition.getSitesList()) {
      if (Double.isFinite(site.getLatitude()) && Double.isFinite(site.getLongitude())) {
        positions.put(site.getId(), List.of(site.getLongitude(), site.getLatitude()));
      }
    }
    List<Feature> features =
        Stream.concat(
                definition.getSitesList().stream().map(site -> site(site, positions)),
                definition.getLinksList().stream().map(link -> link(link, positions)))
            .toList();
    return new GeoNetwork("FeatureCollection", NetworkSummary.of(definition), features);
  }

  private static Feature site(NetworkDefinition.Site site, Map<String, List<Double>> positions) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("role", "site");
    properties.put("name", site.getName().isBlank() ? site.getId() : site.getName());
    List<Double> position = positions.get(site.getId());
    if (position != null) {
      properties.put("position", position);
    }
    return new Feature("Feature", site.getId(), geometry(site, position), properties);
  }

  private static Geometry geometry(NetworkDefinition.Site site, List<Double> position) {
    List<List<Double>> shape = new ArrayList<>();
    for (int i = 0; i + 1 < site.getShapeCount(); i += 2) {
      shape.add(List.of(site.getShape(i), site.getShape(i + 1)));
    }
    if (shape.size() >= 4 && shape.get(0).equals(shape.get(shape.size() - 1))) {
      return new Geometry("Polygon", List.of(shape));
    }
    if (shape.size() >= 2) {
      return new Geometry("LineString", shape);
    }
    return position == null ? null : new Geometry("Point", position);
  }

  private static Feature link(NetworkDefinition.Link link, Map<String, List<Double>> positions) {
    List<Double> from = positions.get(link.getFrom());
    List<Double> to = positions.get(link.getTo());
    return new Feature(
        "Feature",
        null,
        from == null || to == null ? null : new Geometry("LineString", List.of(from, to)),
        Map.of(
            "role",
            "link",
            "from",
            link.getFrom(),
            "to",
            link.getTo(),
            "metres",
            link.getMetres()));
  }
}
