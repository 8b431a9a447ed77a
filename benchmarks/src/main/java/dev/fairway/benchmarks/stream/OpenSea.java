package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.ais.NmeaEncoder;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Vessels on a made-up sea of square cells, as one receiver writes them: every vessel tells its
 * position every ten seconds and its type every six minutes, as class A does (ITU-R M.1371). They
 * sail straight on and turn back at the edge, so that a quarter of all are in another cell after
 * some minutes.
 *
 * @param side cells in a row and in a column
 * @param vessels how many
 * @param duration of the feed
 */
record OpenSea(int side, int vessels, Duration duration) {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration BETWEEN_POSITIONS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_TYPES = Duration.ofMinutes(6);
  private static final double CELL_DEGREES = 0.05;
  private static final double SOUTH = 54;
  private static final double WEST = 4;
  private static final int FIRST_MMSI = 219_000_000;
  private static final int CARGO = 70;

  /** About 12 knots. */
  private static final double SPEED = 6;

  private static final double METRES_PER_DEGREE = 111_195;
  private static final long SEED = 1;

  /**
   * What a file holds.
   *
   * @param messages of AIS, positions and static reports
   * @param lines static reports take two
   */
  record Log(Path file, long messages, long positions, long lines) {}

  MeasuredNetwork measured() {
    List<Site> sites = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int cell = 0; cell < side * side; cell++) {
      int row = cell / side;
      int column = cell % side;
      sites.add(site(row, column));
      if (column > 0) {
        links.add(link(row, column, row, column - 1));
        links.add(link(row, column - 1, row, column));
      }
      if (row > 0) {
        links.add(link(row, column, row - 1, column));
        links.add(link(row - 1, column, row, column));
      }
    }
    return new MeasuredNetwork(
        new TrafficNetwork("open-sea", NetworkKind.WATERWAY, sites, links),
        "Open sea",
        List.of(
            new Channel(Channel.FLOW, "vessels/h", 0, 1e6, true, Aggregation.MEAN),
            new Channel(Channel.SPEED, "m/s", 0, 60, false, Aggregation.MEAN)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(1),
        "made up");
  }

  /** Writes the feed. */
  Log write(Path file) throws IOException {
    NmeaEncoder encoder = new NmeaEncoder();
    SplittableRandom random = new SplittableRandom(SEED);
    double[] north = new double[vessels];
    double[] east = new double[vessels];
    double[] course = new double[vessels];
    for (int v = 0; v < vessels; v++) {
      north[v] = random.nextDouble() * size();
      east[v] = random.nextDouble() * size();
      course[v] = random.nextDouble() * 360;
    }
    long positions = 0;
    long statics = 0;
    long rounds = duration.dividedBy(BETWEEN_POSITIONS);
    long typeRounds = BETWEEN_TYPES.dividedBy(BETWEEN_POSITIONS);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (long round = 0; round < rounds; round++) {
        for (int v = 0; v < vessels; v++) {
          if (round > 0) {
            sail(north, east, course, v);
          }
          // Spread over the ten seconds.
          Instant time =
              START
                  .plus(BETWEEN_POSITIONS.multipliedBy(round))
                  .plusMillis(BETWEEN_POSITIONS.toMillis() * v / vessels);
          Position position = position(v, north[v], east[v], course[v], time);
          if ((round + v) % typeRounds == 0) {
            lines(out, encoder.encodeShipType(position));
            statics++;
          }
          lines(out, encoder.encode(position));
          positions++;
        }
      }
    }
    return new Log(file, positions + statics, positions, positions + 2 * statics);
  }

  private double size() {
    return side * CELL_DEGREES;
  }

  private void sail(double[] north, double[] east, double[] course, int v) {
    double degrees = SPEED * BETWEEN_POSITIONS.toSeconds() / METRES_PER_DEGREE;
    double radians = Math.toRadians(course[v]);
    double nextNorth = north[v] + degrees * Math.cos(radians);
    double nextEast =
        east[v] + degrees * Math.sin(radians) / Math.cos(Math.toRadians(SOUTH + north[v]));
    if (nextNorth < 0 || nextNorth >= size() || nextEast < 0 || nextEast >= size()) {
      course[v] = (course[v] + 180) % 360;
      return;
    }
    north[v] = nextNorth;
    east[v] = nextEast;
  }

  private static Position position(
      int vessel, double north, double east, double course, Instant time) {
    return Position.newBuilder()
        .setVessel(Integer.toString(FIRST_MMSI + vessel))
        .setTime(Times.toTimestamp(time))
        .setLatitude(SOUTH + north)
        .setLongitude(WEST + east)
        .setSpeed(SPEED)
        .setCourse(course)
        .setVesselType(CARGO)
        .build();
  }

  private static void lines(BufferedWriter out, List<String> lines) throws IOException {
    for (String line : lines) {
      out.write(line);
      out.newLine();
    }
  }

  private Site site(int row, int column) {
    double south = SOUTH + row * CELL_DEGREES;
    double west = WEST + column * CELL_DEGREES;
    double half = CELL_DEGREES / 2;
    return new Site(
        id(row, column),
        id(row, column),
        south + half,
        west + half,
        List.of(
            west,
            south,
            west + CELL_DEGREES,
            south,
            west + CELL_DEGREES,
            south + CELL_DEGREES,
            west,
            south + CELL_DEGREES));
  }

  private static Link link(int row, int column, int toRow, int toColumn) {
    return new Link(id(row, column), id(toRow, toColumn), CELL_DEGREES * METRES_PER_DEGREE);
  }

  private static String id(int row, int column) {
    return "r" + row + "c" + column;
  }
}
