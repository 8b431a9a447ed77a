package dev.fairway.stream.flink;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * How many readings came, and when the last one did, so that a source that falls silent is seen:
 * {@code observations}; {@code last_arrival_seconds} by the wall clock and {@code
 * last_event_seconds} by the reading's own, both since 1970 and 0 before the first.
 */
final class Arrivals {

  private static final long MILLIS = 1000;

  private final Counter observations;
  private volatile long lastArrival;
  private volatile long lastEvent;

  Arrivals(MetricGroup metrics) {
    observations = metrics.counter("observations");
    metrics.gauge("last_arrival_seconds", () -> lastArrival / MILLIS);
    metrics.gauge("last_event_seconds", () -> lastEvent / MILLIS);
  }

  /**
   * @param now Unix ms
   */
  void count(IncomingRecord read, long now) {
    observations.inc();
    lastArrival = now;
    lastEvent = read.origin.time;
  }
}
