package dev.fairway.benchmarks.stream;

import dev.fairway.ingest.feed.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** As fast as those who come after can take it: waits while they have enough to do. */
final class BackPressure implements Pace {

  private static final long BETWEEN_LOOKS = 1000;
  private static final Duration WAIT = Duration.ofMillis(10);

  private final BooleanSupplier busy;
  private long asked;
  private boolean waiting;

  BackPressure(BooleanSupplier busy) {
    this.busy = busy;
  }

  @Override
  public Duration delay(Instant eventTime) {
    if (waiting || asked++ % BETWEEN_LOOKS == 0) {
      waiting = busy.getAsBoolean();
    }
    return waiting ? WAIT : Duration.ZERO;
  }
}
