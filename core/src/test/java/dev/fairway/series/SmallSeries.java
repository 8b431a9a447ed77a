package dev.fairway.series;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Small networks and series for tests of any module. */
public final class SmallSeries {

  public static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  public static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  /** Sites a -> b -> c, flow and speed, both forecast. */
  public static MeasuredNetwork measured(ZoneId zone, Duration interval) {
    TrafficNetwork network =
        new TrafficNetwork(
            "small",
            NetworkKind.ROAD,
            List.of(
                new Site("a", "first", 56.1, 10.1),
                new Site("b", "second", 56.2, 10.2, List.of(10.1, 56.1, 10.2, 56.2)),
                new Site("c", "third", 56.3, 10.3)),
            List.of(new Link("a", "b", 1000), new Link("b", "c", 500.5)));
    return new MeasuredNetwork(
        network,
        "Small",
        List.of(
            new Channel(Channel.FLOW, "veh/h", 0, 10_000, true, Aggregation.RATE),
            new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
        interval,
        zone,
        Duration.ofMinutes(10),
        "made up");
  }

  /** Every cell observed: value = step + site / 10 + 100 * channel. */
  public static TrafficSeries counting(int steps) {
    return counting(ZoneId.of("UTC"), FIVE_MINUTES, START, steps);
  }

  public static TrafficSeries counting(ZoneId zone, Duration interval, Instant start, int steps) {
    TrafficSeries series = new TrafficSeries(measured(zone, interval), start, steps);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < series.sites(); n++) {
        for (int c = 0; c < series.channels(); c++) {
          series.set(t, n, c, t + n / 10f + 100 * c);
        }
      }
    }
    return series;
  }

  private SmallSeries() {}
}
