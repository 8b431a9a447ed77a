package dev.fairway.ingest.simulate.road;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Roads between junctions, and where traffic starts and ends. Every road is one carriageway.
 *
 * @param id of the network
 * @param detectors ids of the roads that have a detector, in the order of the sites
 */
public record RoadMap(
    String id, String name, List<Junction> junctions, List<Road> roads, List<String> detectors) {

  public RoadMap {
    junctions = List.copyOf(junctions);
    roads = List.copyOf(roads);
    detectors = List.copyOf(detectors);
    Set<String> known = new HashSet<>();
    for (Road road : roads) {
      if (!known.add(road.id())) {
        throw new IllegalArgumentException("Two roads have the id " + road.id());
      }
    }
    for (String detector : detectors) {
      if (!known.contains(detector)) {
        throw new IllegalArgumentException("There is no road " + detector + " for a detector");
      }
    }
  }

  /**
   * Roads that one may take from the end of a road: no turning back, and not from a ramp at once to
   * another.
   */
  public List<Road> after(Road road) {
    return roads.stream()
        .filter(next -> next.from().equals(road.to()) && !next.to().equals(road.from()))
        .filter(next -> road.roadClass() != RoadClass.RAMP || next.roadClass() != RoadClass.RAMP)
        .toList();
  }

  /**
   * @throws IllegalArgumentException if there is no such road
   */
  public Road road(String roadId) {
    return roads.stream()
        .filter(road -> road.id().equals(roadId))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no road " + roadId));
  }

  /**
   * Where roads meet.
   *
   * @param east metres from the map's origin
   * @param north metres from the map's origin
   * @param exitShare of the traffic that comes in by a road and ends here
   * @param vehiclesPerHour that start here when demand is at its peak; 0 for none
   * @param pattern when they start
   */
  public record Junction(
      String id,
      double east,
      double north,
      double exitShare,
      double vehiclesPerHour,
      TripPattern pattern) {}

  /**
   * @param weight how likely drivers take it, relative to the other roads out of the junction
   */
  public record Road(
      String id,
      String name,
      Junction from,
      Junction to,
      RoadClass roadClass,
      double weight,
      double metres) {

    /** Roads bend: they are this much longer than the line. */
    private static final double DETOUR = 1.06;

    Road(String id, String name, Junction from, Junction to, RoadClass roadClass, double weight) {
      this(
          id,
          name,
          from,
          to,
          roadClass,
          weight,
          DETOUR * Math.hypot(to.east() - from.east(), to.north() - from.north()));
    }
  }

  /** Puts a map together. */
  static final class Builder {
    private final String id;
    private final String name;
    private final Map<String, Junction> junctions = new LinkedHashMap<>();
    private final List<Road> roads = new ArrayList<>();
    private final List<String> detectors = new ArrayList<>();

    Builder(String id, String name) {
      this.id = id;
      this.name = name;
    }

    /** A junction where no traffic starts. */
    Builder junction(String junction, double east, double north, double exitShare) {
      return junction(junction, east, north, exitShare, 0, TripPattern.THROUGH);
    }

    Builder junction(
        String junction,
        double east,
        double north,
        double exitShare,
        double vehiclesPerHour,
        TripPattern pattern) {
      junctions.put(
          junction, new Junction(junction, east, north, exitShare, vehiclesPerHour, pattern));
      return this;
    }

    Builder road(
        String road, String title, String from, String to, RoadClass roadClass, double weight) {
      roads.add(new Road(road, title, at(from), at(to), roadClass, weight));
      return this;
    }

    Builder detectors(String... onRoads) {
      detectors.addAll(List.of(onRoads));
      return this;
    }

    RoadMap build() {
      return new RoadMap(id, name, List.copyOf(junctions.values()), roads, detectors);
    }

    private Junction at(String junction) {
      Junction found = junctions.get(junction);
      if (found == null) {
        throw new IllegalArgumentException("There is no junction " + junction);
      }
      return found;
    }
  }
}
