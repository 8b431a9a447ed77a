package dev.fairway.network.waterway;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.locationtech.jts.geom.Envelope;

/**
 * The navigable waterways of the US Army Corps of Engineers as a network of junctions: {@code
 * Waterway_Network.csv} for the links (LENGTH in statute miles) and {@code
 * Navigable_Waterway_Network_Nodes.csv} for the junctions.
 */
public final class WaterwayLinksReader {

  private static final double STATUTE_MILE = 1609.344;

  private record Ends(String from, String to) {}

  /**
   * The links with both ends in a box, each way, and the junctions that they join, named after the
   * river of which most of them are. Of several links between the same junctions the shortest
   * counts; a link of a junction with itself, or without its junctions (as six rows of the US file
   * are, which have nothing but a key), is none. Where LENGTH is empty or not above 0 the geodesic
   * between the junctions stands in: it is the least that the way can measure.
   *
   * @param box x is the longitude
   * @return empty if there is none
   * @throws IOException if a file cannot be read or has a number that is none; names file and line
   */
  public static Optional<TrafficNetwork> read(
      String networkId, Path linksFile, Path nodesFile, Envelope box) throws IOException {
    Map<String, Site> inBox = new HashMap<>();
    for (WaterwayTable.Row row : WaterwayTable.read(nodesFile)) {
      double longitude = row.number("X");
      double latitude = row.number("Y");
      if (box.contains(longitude, latitude)) {
        String id = row.text("NODENUM");
        inBox.put(id, new Site(id, id, latitude, longitude));
      }
    }
    Map<Ends, Double> metres = new HashMap<>();
    Map<String, Map<String, Integer>> rivers = new TreeMap<>();
    for (WaterwayTable.Row row : WaterwayTable.read(linksFile)) {
      String a = row.text("ANODE");
      String b = row.text("BNODE");
      if (!inBox.containsKey(a) || !inBox.containsKey(b) || a.equals(b)) {
        continue;
      }
      double length = metres(row, inBox.get(a), inBox.get(b));
      if (length > 0) {
        metres.merge(new Ends(a, b), length, Math::min);
        metres.merge(new Ends(b, a), length, Math::min);
        String river = WaterwayTable.capitalised(row.text("RIVERNAME"));
        for (String end : List.of(a, b)) {
          rivers.computeIfAbsent(end, e -> new TreeMap<>()).merge(river, 1, Integer::sum);
        }
      }
    }
    if (rivers.isEmpty()) {
      return Optional.empty();
    }
    List<Site> sites = new ArrayList<>();
    rivers.forEach((id, names) -> sites.add(named(inBox.get(id), names)));
    List<Link> links =
        metres.entrySet().stream()
            .map(e -> new Link(e.getKey().from(), e.getKey().to(), e.getValue()))
            .sorted(Comparator.comparing(Link::from).thenComparing(Link::to))
            .toList();
    return Optional.of(new TrafficNetwork(networkId, NetworkKind.WATERWAY, sites, links));
  }

  /** 0 only for junctions in one place, which no link joins. */
  private static double metres(WaterwayTable.Row row, Site a, Site b) throws IOException {
    double charted = row.text("LENGTH").isEmpty() ? 0 : row.number("LENGTH") * STATUTE_MILE;
    return charted > 0 ? charted : Geodesics.metres(a, b);
  }

  /** Of two rivers with as many links the first in the alphabet. */
  private static Site named(Site site, Map<String, Integer> rivers) {
    String name = site.id();
    int most = 0;
    for (Map.Entry<String, Integer> river : rivers.entrySet()) {
      if (river.getValue() > most && !river.getKey().isEmpty()) {
        most = river.getValue();
        name = river.getKey();
      }
    }
    return new Site(site.id(), name, site.latitude(), site.longitude());
  }

  private WaterwayLinksReader() {}
}
