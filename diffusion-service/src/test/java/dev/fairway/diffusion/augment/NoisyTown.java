package dev.fairway.diffusion.augment;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;

/**
 * A road that forks, a to b and c, measured every half hour: flows with a daily cycle that part
 * evenly, and noise.
 */
final class NoisyTown {

  /** A Monday. */
  static final Instant START = Instant.parse("2024-03-04T00:00:00Z");

  static final Duration INTERVAL = Duration.ofMinutes(30);
  static final int PER_DAY = 48;
  static final int PER_WEEK = 7 * PER_DAY;
  static final int SITES = 3;

  /** Intervals in a window. */
  static final int STEPS = 4;

  /** Of the noise, veh/h and m/s, [C, N]. */
  static final float[] DEVIATIONS = {50, 25, 25, 2, 2, 2};

  static MeasuredNetwork measured() {
    return measured(ZoneOffset.UTC);
  }

  static MeasuredNetwork measured(ZoneId zone) {
    return new MeasuredNetwork(
        new TrafficNetwork(
            "fork",
            NetworkKind.ROAD,
            List.of(site("a"), site("b"), site("c")),
            List.of(new Link("a", "b", 500), new Link("a", "c", 500))),
        "Fork",
        List.of(
            new Channel(Channel.FLOW, "veh/h", 0, 5000, true, Aggregation.RATE),
            new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
        INTERVAL,
        zone,
        Duration.ZERO,
        "");
  }

  private static Site site(String id) {
    return new Site(id, id, Double.NaN, Double.NaN);
  }

  static TrafficSeries series(int weeks, long seed) {
    Random random = new Random(seed);
    TrafficSeries series = new TrafficSeries(measured(), START, weeks * PER_WEEK);
    for (int t = 0; t < series.steps(); t++) {
      double day = Math.sin(2 * Math.PI * t / PER_DAY);
      for (int n = 0; n < SITES; n++) {
        double share = n == 0 ? 1 : 0.5;
        series.set(
            t, n, 0, (float) (share * (1000 + 300 * day + DEVIATIONS[0] * random.nextGaussian())));
        series.set(t, n, 1, (float) (20 - 3 * day + DEVIATIONS[3] * random.nextGaussian()));
      }
    }
    return series;
  }

  /** Half to learn from, a quarter each to measure by and to leave alone. */
  static ChronologicalSplit split(TrafficSeries series) {
    return ChronologicalSplit.byFractions(series.steps(), 0.5, 0.25);
  }

  /** What the same town may have been like at another time: the best of models. */
  static WindowDraw elsewhere(int weeks) {
    return (start, windows, seed) -> {
      int step = Math.floorMod(Duration.between(START, start).dividedBy(INTERVAL), PER_WEEK);
      return new Random(seed)
          .longs(windows)
          .mapToObj(its -> at(start, series(weeks, its).window(step, STEPS)))
          .toList();
    };
  }

  static TrafficWindow at(Instant start, TrafficWindow window) {
    return new TrafficWindow(
        start,
        window.interval(),
        window.channels(),
        window.steps(),
        window.sites(),
        window.values(),
        window.observed());
  }

  private NoisyTown() {}
}
