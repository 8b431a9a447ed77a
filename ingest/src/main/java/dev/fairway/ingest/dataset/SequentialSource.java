package dev.fairway.ingest.dataset;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Several sources one after the other; each is opened when the one before it has ended. */
final class SequentialSource implements Source {

  @FunctionalInterface
  interface Part {
    Source open() throws IOException;
  }

  private final Iterator<Part> rest;
  private Source current;

  SequentialSource(List<Part> parts) {
    this.rest = parts.iterator();
  }

  @Override
  public Optional<SourceEvent> next() throws IOException {
    while (current != null || rest.hasNext()) {
      if (current == null) {
        current = rest.next().open();
      }
      Optional<SourceEvent> event = current.next();
      if (event.isPresent()) {
        return event;
      }
      close();
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    Source ended = current;
    current = null;
    if (ended != null) {
      ended.close();
    }
  }
}
