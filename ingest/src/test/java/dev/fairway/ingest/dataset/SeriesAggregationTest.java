package dev.fairway.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Events to a series: what the job's aggregators do, event by event, in one go. */
class SeriesAggregationTest {

  private static final Instant START = Instant.parse("2014-02-12T08:00:00Z");

  private static final MeasuredNetwork ROAD =
      measured(
          new TrafficNetwork(
              "road",
              NetworkKind.ROAD,
              List.of(new Site("a", "a", 56, 10), new Site("b", "b", 56, 10.1)),
              List.of()),
          new Channel(Channel.FLOW, "veh/h", 0, 10_000, true, Aggregation.RATE),
          new Channel(Channel.SPEED, "m/s", 0, 70, true, Aggregation.MEAN));

  private static final MeasuredNetwork WATERWAY =
      measured(
          new TrafficNetwork(
              "water",
              NetworkKind.WATERWAY,
              List.of(
                  new Site("west", "west", 50.5, 4.5, box(4, 5)),
                  new Site("east", "east", 50.5, 5.5, box(5, 6)),
                  new Site("far", "far", 50.5, 6.5, box(6, 7))),
              List.of()),
          new Channel(Channel.FLOW, "vessels/h", 0, 1000, true, Aggregation.RATE),
          new Channel(Channel.DENSITY, "vessels", 0, 1000, true, Aggregation.MEAN),
          new Channel(Channel.SPEED, "m/s", 0, 40, false, Aggregation.MEAN));

  private static MeasuredNetwork measured(TrafficNetwork network, Channel... channels) {
    return new MeasuredNetwork(
        network,
        network.id(),
        List.of(channels),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(2),
        "");
  }

  private static List<Double> box(double west, double east) {
    return List.of(west, 50.0, east, 50.0, east, 51.0, west, 51.0);
  }

  private static SourceEvent read(String site, double minutes, double flow, double speed) {
    return new SourceEvent.Observed(
        Observation.newBuilder()
            .setSite(site)
            .setTime(Times.toTimestamp(at(minutes)))
            .putAllValues(Map.of(Channel.FLOW, flow, Channel.SPEED, speed))
            .build());
  }

  private static SourceEvent sail(String vessel, double minutes, double longitude, double speed) {
    return new SourceEvent.Sighted(
        Position.newBuilder()
            .setVessel(vessel)
            .setTime(Times.toTimestamp(at(minutes)))
            .setLatitude(50.5)
            .setLongitude(longitude)
            .setSpeed(speed)
            .build());
  }

  private static Instant at(double minutes) {
    return START.plusMillis(Math.round(minutes * 60_000));
  }

  private static AggregatedSeries aggregate(MeasuredNetwork measured, SourceEvent... events)
      throws IOException {
    Iterator<SourceEvent> rest = Arrays.asList(events).iterator();
    return new SeriesAggregation(measured, SyntheticSpans.none())
        .read(
            new Source() {
              @Override
              public Optional<SourceEvent> next() {
                return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
              }

              @Override
              public void close() {}
            });
  }

  @Test
  void speedsAreWeightedByFlowAndRatesAreNot() throws Exception {
    TrafficSeries series =
        aggregate(ROAD, read("a", 0, 100, 10), read("a", 1, 300, 20), read("a", 1, 300, 20))
            .series();
    assertThat(series.value(0, 0, 0)).isEqualTo(200);
    assertThat(series.value(0, 0, 1)).isEqualTo(17.5f);
    assertThat(series.isObserved(0, 1, 0)).isFalse();
  }

  @Test
  void whatIsOutOfRangeUnknownRefusedOrLateIsLeftOutAndCounted() throws Exception {
    AggregatedSeries read =
        aggregate(
            ROAD,
            read("a", 0, 100, 99),
            read("nowhere", 0, 100, 10),
            new SourceEvent.Refused(DeadLetter.getDefaultInstance()),
            read("b", 6.9, 100, 10),
            read("b", 4, 50, 5),
            read("a", 7, 200, 20),
            read("b", 4.5, 9000, 5));
    TrafficSeries series = read.series();
    assertThat(series.isObserved(0, 0, 1)).as("99 m/s").isFalse();
    assertThat(series.value(0, 0, 0)).isEqualTo(100);
    assertThat(series.value(0, 1, 0)).as("within the lateness, then beyond it").isEqualTo(50);
    assertThat(read.refused()).isEqualTo(2);
    assertThat(read.late()).isEqualTo(1);
    assertThat(read.taken()).isEqualTo(4);
  }

  @Test
  void theGridRunsFromTheFirstIntervalToTheLast() throws Exception {
    TrafficSeries series = aggregate(ROAD, read("a", 3, 1, 1), read("a", 21, 1, 1)).series();
    assertThat(series.start()).isEqualTo(START);
    assertThat(series.steps()).isEqualTo(5);
    assertThat(series.isAnyObserved(2)).isFalse();
  }

  @Test
  void aWatchedWaterwayIsEmptyWhereNobodyIsSeen() throws Exception {
    TrafficSeries series =
        aggregate(
                WATERWAY,
                sail("one", 0, 4.999, 5),
                sail("one", 1, 5.001, 7),
                sail("two", 1, 5.5, 0),
                sail("one", 1, 5.001, 7),
                sail("one", 2, 5.005, 7),
                sail("three", 21, 9, 5))
            .series();
    assertThat(series.value(0, 1, 0)).as("one entry in five minutes, per hour").isEqualTo(12);
    assertThat(series.value(0, 1, 1)).isEqualTo(2);
    assertThat((double) series.value(0, 1, 2)).as("of who moves").isEqualTo(7, within(1e-6));
    assertThat(series.isObserved(0, 2, 1)).isTrue();
    assertThat(series.value(0, 2, 1)).isZero();
    assertThat(series.isObserved(0, 2, 2)).as("nobody's speed").isFalse();
    assertThat(series.isAnyObserved(1)).as("nothing was received").isFalse();
    assertThat(series.isObserved(4, 0, 1)).as("a vessel outside says the feed lives").isTrue();
  }

  @Test
  void aSourceOfNothingIsAnError() {
    assertThatThrownBy(() -> aggregate(ROAD))
        .hasMessageContaining("Nothing was measured of network");
  }
}
