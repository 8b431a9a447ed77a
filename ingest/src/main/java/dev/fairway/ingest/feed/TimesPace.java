package dev.fairway.ingest.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A fixed ratio of event time to wall time, anchored at the first event. */
final class TimesPace implements Pace {

  private final double factor;
  private final InstantSource clock;
  private Instant firstEvent;
  private Instant firstWall;

  TimesPace(double factor, InstantSource clock) {
    if (!(factor > 0) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException("A pace of " + factor + " times is none");
    }
    this.factor = factor;
    this.clock = clock;
  }

  @Override
  public Duration delay(Instant eventTime) {
    Instant now = clock.instant();
    if (firstEvent == null) {
      firstEvent = eventTime;
      firstWall = now;
    }
    double millis = Duration.between(firstEvent, eventTime).toMillis() / factor;
    return Duration.between(now, firstWall.plusMillis(Math.round(millis)));
  }
}
