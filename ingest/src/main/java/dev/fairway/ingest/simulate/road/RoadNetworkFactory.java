package dev.fairway.ingest.simulate.road;

import dev.fairway.ingest.simulate.LocalFrame;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.ShortestPathAlgorithm.SingleSourcePaths;
import org.jgrapht.alg.shortestpath.DijkstraShortestPath;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.MaskSubgraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * The network of a map's detectors. A site is a detector in the middle of a road; a link leads to
 * every detector that can be reached without passing a third.
 */
public final class RoadNetworkFactory {

  public static final Duration INTERVAL = Duration.ofMinutes(5);
  public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  /** veh/h and m/s; occupancy is the share of time that a vehicle stands over the detector. */
  public static final List<Channel> CHANNELS =
      List.of(
          new Channel(Channel.FLOW, "veh/h", 0, 6000, true, Aggregation.RATE),
          new Channel(Channel.SPEED, "m/s", 0, 60, true, Aggregation.MEAN),
          new Channel(Channel.OCCUPANCY, "1", 0, 1, false, Aggregation.RATE));

  private static final Duration LATENESS = Duration.ofMinutes(10);

  /** Sites stand this far to the right of the line, so that both directions can be told apart. */
  private static final double KERB_METRES = 60;

  public static MeasuredNetwork measured(RoadMap map) {
    List<Site> sites = map.detectors().stream().map(map::road).map(r -> site(r)).toList();
    TrafficNetwork network =
        new TrafficNetwork(map.id(), NetworkKind.ROAD, sites, links(map, map.detectors()));
    return new MeasuredNetwork(
        network,
        map.name(),
        CHANNELS,
        INTERVAL,
        ZONE,
        LATENESS,
        "Simulated by Fairway; no real place");
  }

  private static Site site(RoadMap.Road road) {
    double east = road.to().east() - road.from().east();
    double north = road.to().north() - road.from().north();
    double length = Math.hypot(east, north);
    double kerbEast = KERB_METRES * north / length;
    double kerbNorth = -KERB_METRES * east / length;
    LocalFrame frame = LocalFrame.SIMSTAD;
    return new Site(
        road.id(),
        road.name(),
        frame.latitude((road.from().north() + road.to().north()) / 2 + kerbNorth),
        frame.longitude((road.from().east() + road.to().east()) / 2 + kerbEast),
        List.of(
            frame.longitude(road.from().east() + kerbEast),
            frame.latitude(road.from().north() + kerbNorth),
            frame.longitude(road.to().east() + kerbEast),
            frame.latitude(road.to().north() + kerbNorth)));
  }

  private static List<Link> links(RoadMap map, List<String> detectors) {
    Graph<String, DefaultWeightedEdge> turns =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    map.roads().forEach(road -> turns.addVertex(road.id()));
    for (RoadMap.Road road : map.roads()) {
      for (RoadMap.Road next : map.after(road)) {
        turns.setEdgeWeight(
            turns.addEdge(road.id(), next.id()), (road.metres() + next.metres()) / 2);
      }
    }
    List<Link> links = new ArrayList<>();
    for (String from : detectors) {
      Set<String> others = new HashSet<>(detectors);
      others.remove(from);
      Graph<String, DefaultWeightedEdge> untilNext =
          new MaskSubgraph<>(turns, v -> false, e -> others.contains(turns.getEdgeSource(e)));
      SingleSourcePaths<String, DefaultWeightedEdge> paths =
          new DijkstraShortestPath<>(untilNext).getPaths(from);
      for (String to : detectors) {
        if (others.contains(to) && Double.isFinite(paths.getWeight(to))) {
          links.add(new Link(from, to, paths.getWeight(to)));
        }
      }
    }
    return links;
  }

  private RoadNetworkFactory() {}
}
