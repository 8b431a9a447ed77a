package dev.fairway.benchmarks.scale;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up road network of any size: a grid of crossings, linked both ways to the neighbours in
 * row and column and, for half of them, along a diagonal. About five links leave a site.
 */
public final class GridTown {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final double DEGREES = 0.005;
  private static final double DIAGONAL_SHARE = 0.5;
  private static final double SHORTEST_METRES = 300;
  private static final double LONGEST_METRES = 700;

  public static MeasuredNetwork measured(int sites, long seed) {
    return new MeasuredNetwork(
        network(sites, seed),
        "Grid town",
        List.of(new Channel(Channel.SPEED, "m/s", 0, 60, true, Aggregation.MEAN)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(1),
        "made up");
  }

  private static TrafficNetwork network(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int side = (int) Math.ceil(Math.sqrt(count));
    List<Site> sites = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int row = i / side;
      int column = i % side;
      sites.add(new Site(id(i), id(i), 50 + DEGREES * row, 8 + DEGREES * column));
      if (column > 0) {
        bothWays(links, i, i - 1, random);
      }
      if (row > 0) {
        bothWays(links, i, i - side, random);
        if (column > 0 && random.nextDouble() < DIAGONAL_SHARE) {
          bothWays(links, i, i - side - 1, random);
        }
      }
    }
    return new TrafficNetwork("grid-town", NetworkKind.ROAD, sites, links);
  }

  private static void bothWays(List<Link> links, int a, int b, SplittableRandom random) {
    double metres = random.nextDouble(SHORTEST_METRES, LONGEST_METRES);
    links.add(new Link(id(a), id(b), metres));
    links.add(new Link(id(b), id(a), metres));
  }

  private static String id(int site) {
    return "s" + site;
  }

  /** Speeds of so many steps that differ from site to site and step to step. */
  public static TrafficSeries series(MeasuredNetwork measured, int steps) {
    TrafficSeries series = new TrafficSeries(measured, START, steps);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < series.sites(); n++) {
        series.set(t, n, 0, 15 + 5 * (float) Math.sin(0.3 * t + 0.01 * n));
      }
    }
    return series;
  }

  private GridTown() {}
}
