package dev.fairway.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A network of road segments: a site for each, a link from one to another where the first ends at
 * the point at which the second starts. The way back along the same road counts: people turn. From
 * the middle of one to the middle of the next it is half of each.
 */
public final class EndpointNetworkBuilder {

  /**
   * @param segments in node order
   */
  public static TrafficNetwork build(String id, List<RoadSegment> segments) {
    Map<String, List<RoadSegment>> byStart =
        segments.stream().collect(Collectors.groupingBy(segment -> segment.start().point()));
    List<Link> links = new ArrayList<>();
    for (RoadSegment segment : segments) {
      for (RoadSegment next : byStart.getOrDefault(segment.end().point(), List.of())) {
        // A loop road ends where it starts; a site is not linked to itself.
        if (!next.id().equals(segment.id())) {
          links.add(new Link(segment.id(), next.id(), (segment.metres() + next.metres()) / 2));
        }
      }
    }
    return new TrafficNetwork(
        id, NetworkKind.ROAD, segments.stream().map(RoadSegment::site).toList(), links);
  }

  private EndpointNetworkBuilder() {}
}
