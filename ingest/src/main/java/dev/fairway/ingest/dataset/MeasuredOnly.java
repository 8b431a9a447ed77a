package dev.fairway.ingest.dataset;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.format.SyntheticSpans;
import java.io.IOException;
import java.util.Optional;

/**
 * A source without what a model made: a feed replays what was measured, and a forecast is scored
 * against nothing else.
 */
record MeasuredOnly(Source all, SyntheticSpans synthetic) implements Source {

  @Override
  public Optional<SourceEvent> next() throws IOException {
    Optional<SourceEvent> event = all.next();
    while (event.isPresent() && isSynthetic(event.get())) {
      event = all.next();
    }
    return event;
  }

  private boolean isSynthetic(SourceEvent event) {
    return event.time().flatMap(synthetic::at).isPresent();
  }

  @Override
  public void close() throws IOException {
    all.close();
  }
}
