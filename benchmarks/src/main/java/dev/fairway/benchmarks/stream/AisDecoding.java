package dev.fairway.benchmarks.stream;

import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.ais.NmeaSource;
import dk.dma.ais.message.AisMessage;
import dk.dma.ais.message.IPositionMessage;
import dk.dma.ais.sentence.Vdm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * NMEA lines to positions on one thread: the product's source, and AisLib as its documentation
 * shows it, which the source uses for the payload. The source also checks every line, keeps times
 * and ship types, and makes the records that go to Kafka.
 */
final class AisDecoding {

  /**
   * What one side made of a file.
   *
   * @param checksum sum of all latitudes and longitudes, degrees
   */
  record Decoded(long positions, double checksum, double seconds) {}

  static Decoded fairway(Path file) throws IOException {
    long before = System.nanoTime();
    long positions = 0;
    double checksum = 0;
    try (NmeaSource source = NmeaSource.open("open-sea", file, Optional.empty())) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        if (event.get() instanceof SourceEvent.Sighted sighted) {
          positions++;
          checksum += sighted.position().getLatitude() + sighted.position().getLongitude();
        }
      }
    }
    return new Decoded(positions, checksum, (System.nanoTime() - before) / 1e9);
  }

  static Decoded aisLib(Path file) throws Exception {
    long before = System.nanoTime();
    long positions = 0;
    double checksum = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      Vdm vdm = new Vdm();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (vdm.parse(line) != 0) {
          continue;
        }
        AisMessage message = AisMessage.getInstance(vdm);
        if (message instanceof IPositionMessage position) {
          positions++;
          checksum +=
              position.getPos().getLatitudeDouble() + position.getPos().getLongitudeDouble();
        }
        vdm = new Vdm();
      }
    }
    return new Decoded(positions, checksum, (System.nanoTime() - before) / 1e9);
  }

  /**
   * @throws IllegalStateException if the two read different things
   */
  static void requireEqual(Decoded ours, Decoded theirs, OpenSea.Log log) {
    if (ours.positions() != log.positions()
        || theirs.positions() != log.positions()
        || Math.abs(ours.checksum() - theirs.checksum()) > 1e-6 * Math.abs(theirs.checksum())) {
      throw new IllegalStateException(
          "Of %d positions: %s, AisLib %s".formatted(log.positions(), ours, theirs));
    }
  }

  private AisDecoding() {}
}
