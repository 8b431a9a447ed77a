package dev.fairway.ingest.feed;

import com.google.protobuf.ByteString;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Small networks and sources to feed. */
final class Feeds {

  static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  /** Two sites, five minutes, two minutes of lateness. */
  static MeasuredNetwork network(String id) {
    return new MeasuredNetwork(
        new TrafficNetwork(
            id,
            NetworkKind.ROAD,
            List.of(new Site("s0", "", 56, 10), new Site("s1", "", 56.1, 10)),
            List.of()),
        id,
        List.of(new Channel(Channel.FLOW, "veh/h", 0, 9000, true, Aggregation.RATE)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ofMinutes(2),
        "");
  }

  /** Readings of two sites in turn, half a minute apart; each value is the reading's number. */
  static List<SourceEvent> readings(String network, int count) {
    List<SourceEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(reading(network, "s" + i % 2, START.plusSeconds(30L * i), i));
    }
    return events;
  }

  static SourceEvent reading(String network, String site, Instant time, double flow) {
    return new SourceEvent.Observed(
        Observation.newBuilder()
            .setNetwork(network)
            .setSite(site)
            .setTime(Times.toTimestamp(time))
            .putValues(Channel.FLOW, flow)
            .setSource("test")
            .build());
  }

  static SourceEvent sighting(String network, String vessel, Instant time) {
    return new SourceEvent.Sighted(
        Position.newBuilder()
            .setNetwork(network)
            .setVessel(vessel)
            .setTime(Times.toTimestamp(time))
            .setLatitude(29.5)
            .setLongitude(-90)
            .build());
  }

  static SourceEvent refusal(String network, String source, DeadLetter.Reason reason) {
    return new SourceEvent.Refused(
        DeadLetter.newBuilder()
            .setNetwork(network)
            .setSource(source)
            .setLine(7)
            .setRaw(ByteString.copyFromUtf8("raw"))
            .setReason(reason)
            .setDetail("key: value")
            .build());
  }

  static SourceOpener source(List<SourceEvent> events) {
    return () -> {
      Iterator<SourceEvent> rest = events.iterator();
      return new Source() {
        @Override
        public Optional<SourceEvent> next() {
          return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        @Override
        public void close() {}
      };
    };
  }

  private Feeds() {}
}
