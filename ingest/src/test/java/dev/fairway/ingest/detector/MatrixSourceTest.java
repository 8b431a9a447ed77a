package dev.fairway.ingest.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.SourceEvent;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixSourceTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void theReadingsMakeTheSeriesAgain() {
    long seed = 7;
    TrafficSeries series = new TrafficSeries(measured(), START, 40);
    Random random = new Random(seed);
    for (int step = 0; step < 40; step++) {
      for (int site = 0; site < 3; site++) {
        for (int channel = 0; channel < 2; channel++) {
          if (random.nextInt(3) > 0) {
            series.set(step, site, channel, random.nextInt(100));
          }
        }
      }
    }
    TrafficSeries again = new TrafficSeries(measured(), START, 40);
    Instant last = START;
    MatrixSource source = new MatrixSource(series, "v.csv");
    for (var event = source.next(); event.isPresent(); event = source.next()) {
      Observation reading = ((SourceEvent.Observed) event.get()).observation();
      Instant time = Times.toInstant(reading.getTime());
      assertThat(time).as("seed %d", seed).isAfterOrEqualTo(last);
      last = time;
      assertThat(reading.getValuesCount()).isPositive();
      assertThat(reading.getLine()).isEqualTo(series.stepAt(time) + 1L);
      int site = again.measured().network().indexOf(reading.getSite()).orElseThrow();
      reading
          .getValuesMap()
          .forEach(
              (name, value) ->
                  again.set(
                      again.stepAt(time),
                      site,
                      again.measured().channelIndex(name).orElseThrow(),
                      value.floatValue()));
    }
    assertThat(again.hash()).as("seed %d", seed).isEqualTo(series.hash());
  }

  @Test
  void nothingObservedIsNothingSaid() {
    assertThat(new MatrixSource(new TrafficSeries(measured(), START, 12), "v.csv").next())
        .isEmpty();
  }

  private static MeasuredNetwork measured() {
    return new MeasuredNetwork(
        new TrafficNetwork(
            "m",
            NetworkKind.ROAD,
            List.of(new Site("a", "", 1, 1), new Site("b", "", 1, 2), new Site("c", "", 1, 3)),
            List.of()),
        "m",
        List.of(
            new Channel(Channel.FLOW, "veh/h", 0, 9000, true, Aggregation.RATE),
            new Channel(Channel.SPEED, "m/s", 0, 60, true, Aggregation.MEAN)),
        Duration.ofMinutes(5),
        ZoneOffset.UTC,
        Duration.ZERO,
        "");
  }
}
