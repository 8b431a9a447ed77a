package dev.fairway.ingest.feed;

import java.time.Duration;

/** Waits. Passed in, so that tests need not. */
@FunctionalInterface
public interface Sleeper {

  void sleep(Duration duration) throws InterruptedException;

  /** Waits on the wall clock. */
  static Sleeper system() {
    return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
  }
}
