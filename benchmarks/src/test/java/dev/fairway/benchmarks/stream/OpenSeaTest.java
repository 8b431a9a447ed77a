package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.ais.NmeaSource;
import dev.fairway.network.waterway.WaterwayMap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSeaTest {

  private static final OpenSea SEA = new OpenSea(4, 20, Duration.ofMinutes(10));

  @TempDir private Path folder;

  /** 60 reports of 20 vessels; a type every 36 reports, which 60 hold once or twice. */
  @Test
  void everyLineIsReadAndEveryVesselStaysAtSea() throws Exception {
    OpenSea.Log log = SEA.write(folder.resolve("sea.nmea"));
    WaterwayMap map = new WaterwayMap(SEA.measured().network());
    assertThat(log.positions()).isEqualTo(60 * 20);
    assertThat(log.messages() - log.positions()).isBetween(20L, 40L);
    assertThat(Files.readAllLines(log.file())).hasSize(Math.toIntExact(log.lines()));
    try (NmeaSource source = NmeaSource.open("open-sea", log.file(), Optional.empty())) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        assertThat(event.get())
            .isInstanceOfSatisfying(
                SourceEvent.Sighted.class,
                sighted ->
                    assertThat(
                            map.cellAt(
                                sighted.position().getLatitude(),
                                sighted.position().getLongitude()))
                        .isPresent());
      }
      assertThat(source.tally().refused()).isZero();
    }
  }

  /** Both decoders see the same positions, and a difference is told. */
  @Test
  void decodersAgree() throws Exception {
    OpenSea.Log log = SEA.write(folder.resolve("sea.nmea"));
    AisDecoding.Decoded ours = AisDecoding.fairway(log.file());
    AisDecoding.Decoded theirs = AisDecoding.aisLib(log.file());
    AisDecoding.requireEqual(ours, theirs, log);
    AisDecoding.Decoded off =
        new AisDecoding.Decoded(theirs.positions(), 1.01 * theirs.checksum(), 1);
    assertThatThrownBy(() -> AisDecoding.requireEqual(ours, off, log))
        .isInstanceOf(IllegalStateException.class);
  }
}
