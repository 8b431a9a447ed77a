package dev.fairway.stream.flink;

import dev.fairway.contract.Topic;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Small networks for tests, measured every five minutes. */
final class Networks {

  static final Duration INTERVAL = Duration.ofMinutes(5);
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long STEP = INTERVAL.toMillis();
  static final Instant START = Instant.parse("2014-02-12T08:00:00Z");

  static final MeasuredNetwork ROAD =
      new MeasuredNetwork(
          new TrafficNetwork(
              "road",
              NetworkKind.ROAD,
              List.of(
                  new Site("a", "a", 56, 10),
                  new Site("b", "b", 56, 10.1),
                  new Site("c", "c", 56, 10.2)),
              List.of()),
          "Road",
          List.of(
              new Channel(Channel.FLOW, "veh/h", 0, 10_000, true, Aggregation.RATE),
              new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN)),
          INTERVAL,
          ZoneOffset.UTC,
          Duration.ZERO,
          "");

  static final MeasuredNetwork WATERWAY =
      new MeasuredNetwork(
          new TrafficNetwork(
              "water",
              NetworkKind.WATERWAY,
              List.of(
                  new Site("west", "west", 50.5, 4.5, box(4, 50, 5, 51)),
                  new Site("east", "east", 50.5, 5.5, box(5, 50, 6, 51))),
              List.of()),
          "Water",
          List.of(
              new Channel(Channel.FLOW, "vessels/h", 0, 1000, true, Aggregation.RATE),
              new Channel(Channel.DENSITY, "vessels", 0, 1000, true, Aggregation.MEAN),
              new Channel(Channel.SPEED, "m/s", 0, 40, false, Aggregation.MEAN)),
          INTERVAL,
          ZoneOffset.UTC,
          Duration.ZERO,
          "");

  /** Minutes after the start, in ms since 1970. */
  static long at(double minutes) {
    return START.toEpochMilli() + Math.round(minutes * MINUTE);
  }

  static Reading reading(String site, double minutes, double flow, double speed) {
    Reading reading = new Reading();
    reading.site = ROAD.network().indexOf(site).orElseThrow();
    reading.time = at(minutes);
    reading.values = new double[] {flow, speed};
    reading.origin.network = ROAD.network().id();
    reading.origin.source = "test";
    reading.origin.topic = Topic.OBSERVATIONS.topicName();
    reading.origin.time = reading.time;
    reading.origin.timed = true;
    return reading;
  }

  static IntervalRow row(MeasuredNetwork measured, int site, double minutes, double... values) {
    IntervalRow row = new IntervalRow();
    row.site = site;
    row.start = at(minutes);
    row.values = new double[measured.channels().size()];
    Arrays.fill(row.values, Double.NaN);
    System.arraycopy(values, 0, row.values, 0, values.length);
    return row;
  }

  private static List<Double> box(double west, double south, double east, double north) {
    return List.of(west, south, east, south, east, north, west, north);
  }

  private Networks() {}
}
