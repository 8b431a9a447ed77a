package dev.fairway.network.waterway;

import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.jgrapht.graph.DefaultUndirectedGraph;
import org.locationtech.jts.geom.Envelope;

/**
 * What is known of the waterways before any vessel is seen: river miles, and the junctions with the
 * links between them.
 */
public final class WaterwayChart {

  /** Nothing is known. */
  public static final WaterwayChart EMPTY = new WaterwayChart(List.of(), Optional.empty());

  private static final double MARKER_REACH = 3_000;
  private static final double JUNCTION_REACH = 6_000;

  private final List<RiverMile> miles;
  private final Optional<TrafficNetwork> junctions;

  public WaterwayChart(List<RiverMile> miles, Optional<TrafficNetwork> junctions) {
    this.miles = List.copyOf(miles);
    this.junctions = junctions;
  }

  /**
   * The US Army Corps of Engineers' files: {@code USACE_River_Mile_Markers.csv}, {@code
   * Waterway_Network.csv} and {@code Navigable_Waterway_Network_Nodes.csv}.
   *
   * @param box what lies outside is left out; x is the longitude
   */
  public static WaterwayChart read(Path directory, Envelope box) throws IOException {
    return new WaterwayChart(
        RiverMile.read(directory.resolve("USACE_River_Mile_Markers.csv"), box),
        WaterwayLinksReader.read(
            "us-waterways",
            directory.resolve("Waterway_Network.csv"),
            directory.resolve("Navigable_Waterway_Network_Nodes.csv"),
            box));
  }

  /** The nearest river mile within 3 km, else the river of the nearest junction within 6 km. */
  public Optional<String> nameAt(double latitude, double longitude) {
    RiverMile nearest = null;
    double shortest = MARKER_REACH;
    for (RiverMile mile : miles) {
      double metres = Geodesics.metres(latitude, longitude, mile.latitude(), mile.longitude());
      if (metres < shortest) {
        shortest = metres;
        nearest = mile;
      }
    }
    return nearest != null
        ? Optional.of(nearest.name())
        : nearestJunction(latitude, longitude).map(Site::name);
  }

  /**
   * Links of the chart that join two parts of a network that nothing else joins, between the sites
   * that their ends lie in; both ways, as long as the geodesic between the sites' middles.
   */
  public List<Link> missingLinks(TrafficNetwork network) {
    if (junctions.isEmpty()) {
      return List.of();
    }
    WaterwayMap map = new WaterwayMap(network);
    Graph<Integer, Link> joined = new DefaultUndirectedGraph<>(Link.class);
    for (int node = 0; node < network.size(); node++) {
      joined.addVertex(node);
    }
    for (Link link : network.links()) {
      joined.addEdge(
          network.indexOf(link.from()).orElseThrow(),
          network.indexOf(link.to()).orElseThrow(),
          link);
    }
    List<Link> missing = new ArrayList<>();
    for (Link charted : junctions.get().graph().edgeSet()) {
      Site from = junctions.get().graph().getEdgeSource(charted);
      Site to = junctions.get().graph().getEdgeTarget(charted);
      var start = map.nodeAt(from.latitude(), from.longitude());
      var end = map.nodeAt(to.latitude(), to.longitude());
      if (start.isEmpty()
          || end.isEmpty()
          || start.getAsInt() == end.getAsInt()
          || new ConnectivityInspector<>(joined).pathExists(start.getAsInt(), end.getAsInt())) {
        continue;
      }
      Site a = network.sites().get(start.getAsInt());
      Site b = network.sites().get(end.getAsInt());
      Link there = new Link(a.id(), b.id(), Geodesics.metres(a, b));
      missing.add(there);
      missing.add(new Link(b.id(), a.id(), there.metres()));
      joined.addEdge(start.getAsInt(), end.getAsInt(), there);
    }
    return missing;
  }

  private Optional<Site> nearestJunction(double latitude, double longitude) {
    Site nearest = null;
    double shortest = JUNCTION_REACH;
    for (Site site : junctions.map(TrafficNetwork::sites).orElse(List.of())) {
      double metres = Geodesics.metres(latitude, longitude, site.latitude(), site.longitude());
      if (metres < shortest) {
        shortest = metres;
        nearest = site;
      }
    }
    return Optional.ofNullable(nearest);
  }
}
