package dev.fairway.benchmarks.stream;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/**
 * A source that waits while the stream has enough to do, and ends, after a whole round, when told.
 */
final class HeldBack implements Source {

  private static final long BETWEEN_LOOKS = 1000;
  private static final long WAIT_MILLIS = 10;

  private final Source source;
  private final long round;
  private final LongPredicate busy;
  private final BooleanSupplier over;
  private volatile long given;

  /**
   * @param round events after which it may end
   * @param busy whether to wait, by how many events have been given
   * @param over whether to end
   */
  HeldBack(Source source, long round, LongPredicate busy, BooleanSupplier over) {
    this.source = source;
    this.round = round;
    this.busy = busy;
    this.over = over;
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one thread reads, others look
  public Optional<SourceEvent> next() throws IOException {
    if (given % round == 0 && over.getAsBoolean()) {
      return Optional.empty();
    }
    while (given % BETWEEN_LOOKS == 0 && busy.test(given) && !over.getAsBoolean()) {
      pause();
    }
    Optional<SourceEvent> event = source.next();
    given++;
    return event;
  }

  /** Events so far. */
  long given() {
    return given;
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it was held back");
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
