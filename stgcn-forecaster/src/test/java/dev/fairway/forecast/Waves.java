package dev.fairway.forecast;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Series whose future is known: a wave that travels round a ring, and days that are all alike. */
final class Waves {

  static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  static final Channel SPEED = new Channel(Channel.SPEED, "m/s", 0, 60, true, Aggregation.MEAN);
  static final Channel OCCUPANCY =
      new Channel(Channel.OCCUPANCY, "1", 0, 1, false, Aggregation.RATE);

  /** Of the daily cycle, from its lowest to its highest, in m/s. */
  static final double DAILY_SWING = 16;

  private Waves() {}

  static MeasuredNetwork measured(TrafficNetwork network, Channel... channels) {
    return new MeasuredNetwork(
        network,
        network.id(),
        List.of(channels),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(1),
        "");
  }

  /**
   * Speed 15 + 5 sin(2 pi (n / N - t / 24)) m/s and an occupancy that mirrors it.
   *
   * @param missing share of the cells that are not observed
   */
  static TrafficSeries travelling(TrafficNetwork ring, int steps, double missing) {
    TrafficSeries series = new TrafficSeries(measured(ring, SPEED, OCCUPANCY), START, steps);
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < ring.size(); n++) {
        double wave = Math.sin(2 * Math.PI * (n / (double) ring.size() - t / 24.0));
        if (random.nextDouble() >= missing) {
          series.set(t, n, 0, (float) (15 + 5 * wave));
          series.set(t, n, 1, (float) (0.5 - 0.3 * wave));
        }
      }
    }
    return series;
  }

  /**
   * Every day the same: speed 15 + n + 8 sin(2 pi (t / 288 - n / N)) m/s, each site with its own
   * level and rush hour. They are working days, of which the seasons know one kind.
   *
   * @param days up to 5
   */
  static TrafficSeries daily(TrafficNetwork network, int days) {
    MeasuredNetwork measured = measured(network, SPEED);
    int perDay = measured.intervalsPerDay();
    TrafficSeries series = new TrafficSeries(measured, START, days * perDay);
    for (int t = 0; t < series.steps(); t++) {
      for (int n = 0; n < series.sites(); n++) {
        double cycle = Math.sin(2 * Math.PI * (t / (double) perDay - n / (double) series.sites()));
        series.set(t, n, 0, (float) (15 + n + DAILY_SWING / 2 * cycle));
      }
    }
    return series;
  }
}
