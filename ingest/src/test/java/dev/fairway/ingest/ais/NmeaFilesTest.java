package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Real feeds. The counts and means were also found by a decoder of its own, written from the
 * specification alone.
 */
class NmeaFilesTest {

  @Test
  void fiveMinutesOfTheDanishNetwork() throws IOException {
    Path file = SharedData.file("nmea", "dma_ais-sample.txt.gz");
    try (NmeaSource source = NmeaSource.open("dk", file, Optional.empty())) {
      Events events = Events.of(source);
      NmeaTally tally = source.tally();
      assertThat(tally)
          .isEqualTo(
              new NmeaTally(
                  80_246,
                  24_656,
                  32,
                  69,
                  Map.of(4, 1_234L, 5, 69L, 21, 25L, 24, 61L),
                  27_050,
                  26_077,
                  973,
                  0,
                  0));
      assertThat(tally.accounted()).isEqualTo(tally.lines());
      long sentences = tally.lines() - tally.times() - tally.tagBlocks() - tally.otherSentences();
      assertThat(sentences).isEqualTo(25_671 + 475);
      assertThat(events.reasons()).hasSize(32).containsOnly(Reason.NOT_A_VESSEL);
      assertThat(mean(events, Position::getLatitude)).isCloseTo(56.1025884, within(1e-6));
      assertThat(mean(events, Position::getLongitude)).isCloseTo(10.9095090, within(1e-6));
      assertThat(events.positions())
          .allMatch(p -> p.getLatitude() > 53 && p.getLatitude() < 60)
          .allMatch(p -> p.getLongitude() > 3 && p.getLongitude() < 17);
      Instant start = Instant.parse("2013-11-12T12:00:00Z");
      assertThat(events.positions().stream().map(p -> Times.toInstant(p.getTime())))
          .allMatch(t -> !t.isBefore(start) && t.isBefore(start.plusSeconds(300)));
    }
  }

  @Test
  void aStreamOfManyTalkersInManyParts() throws IOException {
    Path file = SharedData.file("nmea", "aislib_stream_example.txt");
    try (NmeaSource source = NmeaSource.open("world", file, Optional.empty())) {
      Events events = Events.of(source);
      NmeaTally tally = source.tally();
      assertThat(tally.lines()).isEqualTo(8_551);
      assertThat(tally.accounted()).isEqualTo(8_551);
      assertThat(tally.times()).isEqualTo(4_051);
      assertThat(tally.positions()).isEqualTo(2_930);
      assertThat(tally.ignored()).containsEntry(5, 424L).containsEntry(24, 74L);
      assertThat(events.reasons()).filteredOn(Reason.NOT_A_VESSEL::equals).hasSize(48);
      assertThat(events.reasons()).filteredOn(Reason.OUT_OF_RANGE::equals).hasSize(11);
    }
  }

  @Test
  void aFeedWithoutTimesNeedsABaseTime() throws IOException {
    Path file = SharedData.file("nmea", "pyais_nmea_data_sample.txt");
    long positions;
    try (NmeaSource source = NmeaSource.open("world", file, Optional.of(Instant.EPOCH))) {
      Events events = Events.of(source);
      positions = events.positions().size();
      assertThat(positions).isEqualTo(758);
      assertThat(source.tally().lines()).isEqualTo(898);
      assertThat(source.tally().accounted()).isEqualTo(898);
    }
    try (NmeaSource source = NmeaSource.open("world", file, Optional.empty())) {
      Events events = Events.of(source);
      assertThat(events.positions()).isEmpty();
      assertThat(events.reasons()).filteredOn(Reason.NO_TIME::equals).hasSize((int) positions);
    }
  }

  private static double mean(Events events, ToDoubleFunction<Position> value) {
    return events.positions().stream().mapToDouble(value).average().orElseThrow();
  }
}
