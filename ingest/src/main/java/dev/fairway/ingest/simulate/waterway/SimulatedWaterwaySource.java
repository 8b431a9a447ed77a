package dev.fairway.ingest.simulate.waterway;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.ingest.ais.NmeaSource;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The vessels of a scenario as an AIS receiver heard them: written as NMEA sentences and read by
 * the decoder that reads real ones.
 */
public final class SimulatedWaterwaySource implements Source {

  private final NmeaSource decoder;

  /**
   * @param end no interval starts at it or later; {@link Instant#MAX} for never
   */
  public SimulatedWaterwaySource(WaterwayScenario scenario, Instant end) {
    decoder =
        new NmeaSource(
            scenario.fairway().id(), "simulator", new AisFeed(scenario, end), Optional.empty());
  }

  @Override
  public Optional<SourceEvent> next() throws IOException {
    return decoder.next();
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }
}
