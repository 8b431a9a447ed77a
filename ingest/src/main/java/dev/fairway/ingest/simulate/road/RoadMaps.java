package dev.fairway.ingest.simulate.road;

import static dev.fairway.ingest.simulate.road.RoadClass.ARTERIAL;
import static dev.fairway.ingest.simulate.road.RoadClass.MOTORWAY;
import static dev.fairway.ingest.simulate.road.RoadClass.MOTORWAY_BRIDGE;
import static dev.fairway.ingest.simulate.road.RoadClass.RAMP;
import static dev.fairway.ingest.simulate.road.RoadClass.RING;
import static dev.fairway.ingest.simulate.road.RoadClass.STREET;

import java.util.List;

/** The maps there are. */
public final class RoadMaps {

  private static final double RING_RADIUS = 3000;

  /**
   * Simstad, a town of some 200,000: a motorway in the west, a ring, radials from the centre and
   * streets to the suburbs in the east. 36 detectors.
   *
   * <pre>
   *      M1              N ---- NE ------ hills
   *      |  ===ramps== /   |      \
   *      |         NW      |        |
   *      |  ===ramps= W --centre--- E --- forest
   *      |         SW      |        |
   *   bridge===ramps===\   |      /
   *      |               S ---- SE ------ harbour
   * </pre>
   */
  public static RoadMap simstad() {
    RoadMap.Builder map = new RoadMap.Builder("simstad-road", "Simstad roads (simulated)");
    ring(map);
    radials(map);
    suburbs(map);
    motorway(map);
    return map.build();
  }

  /** One carriageway of the motorway with a junction, for tests: six detectors. */
  public static RoadMap small() {
    return new RoadMap.Builder("simstad-road-small", "A motorway of Simstad (simulated)")
        .junction("start", 0, 0, 0, 3900, TripPattern.THROUGH)
        .junction("b", 0, 2400, 0)
        .junction("c", 0, 3200, 0)
        .junction("d", 0, 5600, 0)
        .junction("end", 0, 8000, 1)
        .junction("town", 1500, 2800, 0.6, 1100, TripPattern.INBOUND)
        .road("s1", "M1 km 0", "start", "b", MOTORWAY, 1)
        .road("s2", "M1 km 2", "b", "c", MOTORWAY, 0.85)
        .road("s3", "M1 km 3", "c", "d", MOTORWAY, 1)
        .road("s4", "M1 km 6", "d", "end", MOTORWAY, 1)
        .road("off", "Exit to town", "b", "town", RAMP, 0.15)
        .road("on", "Entry from town", "town", "c", RAMP, 1)
        .detectors("s1", "s2", "s3", "s4", "off", "on")
        .build();
  }

  private static void ring(RoadMap.Builder map) {
    List<String> corners = List.of("N", "NE", "E", "SE", "S", "SW", "W", "NW");
    for (int i = 0; i < corners.size(); i++) {
      double bearing = Math.toRadians(45.0 * i);
      map.junction(
          corners.get(i),
          RING_RADIUS * Math.sin(bearing),
          RING_RADIUS * Math.cos(bearing),
          0.18,
          900,
          i % 2 == 0 ? TripPattern.INBOUND : TripPattern.OUTBOUND);
    }
    for (int i = 0; i < corners.size(); i++) {
      String here = corners.get(i);
      String next = corners.get((i + 1) % corners.size());
      bothWays(map, "ring-", "Ring", here, next, RING, 0.45);
    }
    map.detectors(
        "ring-N-NE",
        "ring-E-SE",
        "ring-S-SW",
        "ring-SW-W",
        "ring-W-NW",
        "ring-NW-N",
        "ring-NE-N",
        "ring-SE-E",
        "ring-W-SW",
        "ring-NW-W");
  }

  private static void radials(RoadMap.Builder map) {
    map.junction("centre", 0, 0, 0.6, 3200, TripPattern.OUTBOUND);
    for (String corner : List.of("N", "E", "S", "W")) {
      bothWays(map, "radial-", "Radial", corner, "centre", ARTERIAL, 0.6);
      map.detectors("radial-" + corner + "-centre", "radial-centre-" + corner);
    }
  }

  private static void suburbs(RoadMap.Builder map) {
    suburb(map, "hills", "NE", 5600, 4400, 1250, TripPattern.INBOUND);
    suburb(map, "forest", "E", 6800, 200, 1300, TripPattern.INBOUND);
    suburb(map, "harbour", "SE", 4600, -5200, 1100, TripPattern.OUTBOUND);
    map.detectors("street-hills-NE", "street-forest-E", "street-harbour-SE", "street-E-forest");
  }

  /** A wide street that ends in a narrow one, where the morning's queue begins. */
  private static void suburb(
      RoadMap.Builder map,
      String suburb,
      String corner,
      double east,
      double north,
      double vehiclesPerHour,
      TripPattern pattern) {
    String gate = suburb + "-gate";
    map.junction(suburb, east, north, 1, vehiclesPerHour, pattern)
        .junction(gate, 0.65 * east, 0.65 * north, 0.05);
    map.road("street-" + suburb + "-" + corner, "Street from " + suburb, suburb, gate, STREET, 1)
        .road("gate-" + suburb + "-" + corner, "Gate of " + suburb, gate, corner, ARTERIAL, 1)
        .road("street-" + corner + "-" + suburb, "Street to " + suburb, corner, gate, STREET, 0.4)
        .road("past-gate-" + suburb, "Past the gate of " + suburb, gate, suburb, STREET, 1);
  }

  /** Two carriageways with three interchanges each, 110 m apart on the map. */
  private static void motorway(RoadMap.Builder map) {
    carriageway(map, "m1n", "M1 north", -4245, 1, List.of("SW", "W", "NW"));
    carriageway(map, "m1s", "M1 south", -4355, -1, List.of("NW", "W", "SW"));
    map.detectors(
        "m1n-1", "m1n-3", "m1n-4", "m1n-5", "m1n-7", "m1s-1", "m1s-3", "m1s-4", "m1s-5", "m1s-7");
    map.detectors("m1n-off-W", "m1n-on-W", "m1s-off-W", "m1s-on-NW");
  }

  private static void carriageway(
      RoadMap.Builder map, String id, String name, double east, int sign, List<String> corners) {
    double[] offs = {-3400, -400, 2600};
    String last = id + "-start";
    map.junction(last, east, sign * -8200, 0, 3900, TripPattern.THROUGH);
    int section = 0;
    for (int i = 0; i < corners.size(); i++) {
      String corner = corners.get(i);
      String off = id + "-before-" + corner;
      String on = id + "-after-" + corner;
      map.junction(off, east, sign * offs[i], 0).junction(on, east, sign * (offs[i] + 900), 0);
      section++;
      map.road(id + "-" + section, name + " " + section, last, off, MOTORWAY, 1);
      section++;
      map.road(id + "-" + section, name + " " + section, off, on, MOTORWAY, 0.84);
      map.road(id + "-off-" + corner, name + ", exit to " + corner, off, corner, RAMP, 0.16);
      map.road(id + "-on-" + corner, name + ", entry at " + corner, corner, on, RAMP, 0.5);
      last = on;
    }
    section++;
    map.junction(id + "-end", east, sign * 8200, 1);
    map.road(id + "-" + section, name + " " + section, last, id + "-end", MOTORWAY_BRIDGE, 1);
  }

  private static void bothWays(
      RoadMap.Builder map,
      String prefix,
      String name,
      String a,
      String b,
      RoadClass roadClass,
      double weight) {
    map.road(prefix + a + "-" + b, name + " " + a + " to " + b, a, b, roadClass, weight);
    map.road(prefix + b + "-" + a, name + " " + b + " to " + a, b, a, roadClass, weight);
  }

  private RoadMaps() {}
}
