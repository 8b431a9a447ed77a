package dev.fairway.ingest;

import java.io.IOException;
import java.util.Optional;

/**
 * Where readings and vessel positions of one network come from: a file, a live feed, a simulator.
 *
 * <p>A source is deterministic: opened again it gives the same events in the same order, so that a
 * feed may go on where it stopped by skipping. Bad input is an event too ({@link
 * SourceEvent.Refused}); only a source that cannot be read at all throws.
 */
public interface Source extends AutoCloseable {

  /** The next event; empty at the end, and then for ever. */
  Optional<SourceEvent> next() throws IOException;

  @Override
  void close() throws IOException;
}
