package dev.fairway.ingest.simulate.waterway;

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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A bent waterway from the sea to a river port, cut into cells: quadrilaterals that share their
 * ends. Places on it are told by the distance along the middle line and the distance to the right
 * of it.
 */
public final class Fairway {

  public static final Duration INTERVAL = Duration.ofMinutes(5);
  public static final ZoneId ZONE = ZoneId.of("Europe/Copenhagen");

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel(Channel.FLOW, "vessels/h", 0, 600, true, Aggregation.RATE),
          new Channel(Channel.DENSITY, "vessels", 0, 200, true, Aggregation.RATE),
          new Channel(Channel.SPEED, "m/s", 0, 30, false, Aggregation.MEAN));

  private static final Duration LATENESS = Duration.ofMinutes(5);

  private final String id;
  private final String name;
  private final List<Bend> bends;
  private final double halfWidth;
  private final int narrows;
  private final int landing;

  /** Distance from the sea at which each cell starts; the last one is the length. */
  private final double[] starts;

  /**
   * @param id of the network
   * @param bends of the middle line, from sea to port; every stretch between two is one cell
   * @param halfWidth of the water, metres
   * @param narrows index of the cell where vessels go in one direction at a time
   * @param landing index of the cell where the ferry lands; it sails between the port and there
   */
  public Fairway(
      String id, String name, List<Bend> bends, double halfWidth, int narrows, int landing) {
    if (bends.size() < 3 || narrows < 1 || narrows > bends.size() - 3 || landing >= narrows) {
      throw new IllegalArgumentException(
          "Fairway " + id + ": its narrows or its landing lie at an end, or in the wrong order");
    }
    this.id = id;
    this.name = name;
    this.bends = List.copyOf(bends);
    this.halfWidth = halfWidth;
    this.narrows = narrows;
    this.landing = landing;
    this.starts = new double[bends.size()];
    for (int c = 0; c < cells(); c++) {
      starts[c + 1] = starts[c] + lengthOf(c);
    }
  }

  /**
   * @param east metres
   * @param north metres
   */
  public record Bend(double east, double north) {}

  /**
   * @param latitude degrees north
   * @param longitude degrees east
   * @param course of the middle line from sea to port, degrees from north, [0, 360)
   */
  public record Place(double latitude, double longitude, double course) {}

  /** 14 cells, 24 km: Simstad Fjord, with narrows two thirds of the way in. */
  public static Fairway simstad() {
    double[][] at = {
      {28_000, -9000}, {26_200, -8700}, {24_400, -8200}, {22_600, -8000}, {20_900, -8400},
      {19_200, -9000}, {17_500, -9300}, {15_700, -9200}, {14_000, -8700}, {12_700, -7900},
      {11_400, -7300}, {9700, -7000}, {8000, -6800}, {6400, -6300}, {4900, -5500}
    };
    return of("simstad-fjord", "Simstad Fjord (simulated)", at, 9, 5);
  }

  /** Four cells, for tests. */
  public static Fairway small() {
    double[][] at = {{7000, 0}, {5200, 300}, {3600, 0}, {2400, -500}, {600, -500}};
    return of("simstad-fjord-small", "A piece of Simstad Fjord (simulated)", at, 2, 1);
  }

  /** Of the network. */
  public String id() {
    return id;
  }

  public int narrows() {
    return narrows;
  }

  public int landing() {
    return landing;
  }

  public int cells() {
    return bends.size() - 1;
  }

  /** Of the whole middle line, metres. */
  public double length() {
    return startOf(cells());
  }

  /** Distance from the sea at which a cell starts, metres; for {@link #cells()}: its end. */
  public double startOf(int cell) {
    return starts[cell];
  }

  /** The cell at a distance from the sea; empty outside. */
  public OptionalInt cellAt(double metres) {
    if (!(metres >= 0 && metres < length())) {
      return OptionalInt.empty();
    }
    int found = Arrays.binarySearch(starts, metres);
    return OptionalInt.of(found >= 0 ? found : -found - 2);
  }

  public String siteId(int cell) {
    return id + "-" + (cell + 1);
  }

  /**
   * @param metres from the sea along the middle line; beyond an end the line goes straight on
   * @param aside metres to the right of the line, seen from the sea
   */
  public Place place(double metres, double aside) {
    int cell = metres < 0 ? 0 : cellAt(metres).orElse(cells() - 1);
    Bend from = bends.get(cell);
    double length = lengthOf(cell);
    double east = (bends.get(cell + 1).east - from.east) / length;
    double north = (bends.get(cell + 1).north - from.north) / length;
    double along = metres - startOf(cell);
    double course = Math.toDegrees(Math.atan2(east, north));
    return new Place(
        LocalFrame.SIMSTAD.latitude(from.north + along * north - aside * east),
        LocalFrame.SIMSTAD.longitude(from.east + along * east + aside * north),
        (course + 360) % 360);
  }

  /** Cells as sites, with links both ways; vessels are counted as they enter and while present. */
  public MeasuredNetwork measured() {
    List<Site> sites = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int c = 0; c < cells(); c++) {
      Place middle = place(startOf(c) + lengthOf(c) / 2, 0);
      String title = c == narrows ? "Narrows" : "Reach " + (c + 1);
      sites.add(new Site(siteId(c), title, middle.latitude, middle.longitude, outline(c)));
      if (c > 0) {
        double apart = (lengthOf(c - 1) + lengthOf(c)) / 2;
        links.add(new Link(siteId(c - 1), siteId(c), apart));
        links.add(new Link(siteId(c), siteId(c - 1), apart));
      }
    }
    return new MeasuredNetwork(
        new TrafficNetwork(id, NetworkKind.WATERWAY, sites, links),
        name,
        CHANNELS,
        INTERVAL,
        ZONE,
        LATENESS,
        "Simulated by Fairway; no real place");
  }

  private double lengthOf(int cell) {
    Bend a = bends.get(cell);
    Bend b = bends.get(cell + 1);
    return Math.hypot(b.east - a.east, b.north - a.north);
  }

  private List<Double> outline(int cell) {
    double[] start = mitre(cell);
    double[] end = mitre(cell + 1);
    Bend a = bends.get(cell);
    Bend b = bends.get(cell + 1);
    List<Double> outline = new ArrayList<>();
    corner(outline, a, start, 1);
    corner(outline, b, end, 1);
    corner(outline, b, end, -1);
    corner(outline, a, start, -1);
    return outline;
  }

  private static void corner(List<Double> outline, Bend at, double[] right, int side) {
    outline.add(LocalFrame.SIMSTAD.longitude(at.east + side * right[0]));
    outline.add(LocalFrame.SIMSTAD.latitude(at.north + side * right[1]));
  }

  /** From a bend to the right bank: half way between the normals of the stretches that meet. */
  private double[] mitre(int bend) {
    Bend before = bends.get(Math.max(0, bend - 1));
    Bend after = bends.get(Math.min(bends.size() - 1, bend + 1));
    double east = after.east - before.east;
    double north = after.north - before.north;
    double length = Math.hypot(east, north);
    return new double[] {halfWidth * north / length, -halfWidth * east / length};
  }

  private static Fairway of(String id, String name, double[][] at, int narrows, int landing) {
    List<Bend> bends = new ArrayList<>();
    for (double[] bend : at) {
      bends.add(new Bend(bend[0], bend[1]));
    }
    return new Fairway(id, name, bends, 400, narrows, landing);
  }
}
