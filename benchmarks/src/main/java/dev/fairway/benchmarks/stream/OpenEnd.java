package dev.fairway.benchmarks.stream;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** A source that ends, after a whole round, when told. */
final class OpenEnd implements Source {

  private final Source source;
  private final long round;
  private final BooleanSupplier over;
  private final AtomicLong given = new AtomicLong();

  /**
   * @param round events after which it may end
   */
  OpenEnd(Source source, long round, BooleanSupplier over) {
    this.source = source;
    this.round = round;
    this.over = over;
  }

  @Override
  public Optional<SourceEvent> next() throws IOException {
    if (given.get() % round == 0 && over.getAsBoolean()) {
      return Optional.empty();
    }
    given.incrementAndGet();
    return source.next();
  }

  /** Events so far. */
  long given() {
    return given.get();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
