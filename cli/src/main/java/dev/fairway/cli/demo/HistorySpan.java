package dev.fairway.cli.demo;

import java.time.Duration;
import java.time.Instant;

/** The part of a feed that is sent at once, to learn from: event times from start up to end. */
public record HistorySpan(Instant start, Instant end) {

  /** How much of it a clock that has reached {@code time} has passed, 0..1. */
  double share(Instant time) {
    long whole = Duration.between(start, end).toMillis();
    return whole <= 0
        ? 1
        : Math.max(0, Math.min(1, Duration.between(start, time).toMillis() / (double) whole));
  }
}
