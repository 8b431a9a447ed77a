package dev.fairway.ingest.feed;

import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time that a source has reached: the greatest time of any reading or position so far, without
 * allowance for lateness (who reads the topic allows for that). Refused input does not move it: its
 * time is as doubtful as the rest of it.
 */
final class SourceClock {

  private final long interval;
  private final Duration lateness;
  private Instant now;

  SourceClock(MeasuredNetwork measured) {
    this.interval = measured.interval().toMillis();
    this.lateness = measured.lateness();
  }

  Optional<Instant> now() {
    return Optional.ofNullable(now);
  }

  /**
   * Takes an event into account.
   *
   * @return whether the clock went into another interval: heartbeats are due
   */
  boolean advance(SourceEvent event) {
    if (event instanceof SourceEvent.Refused) {
      return false;
    }
    Instant time = event.time().orElseThrow();
    if (now != null && !time.isAfter(now)) {
      return false;
    }
    boolean crossed = now != null && step(time) > step(now);
    now = time;
    return crossed;
  }

  /**
   * A time at which every interval that the source has touched is over, late readings included: the
   * end of the present interval and the lateness. Not later, or an interval that nothing came of
   * would be over too. Empty before the first event.
   */
  Optional<Instant> afterTheEnd() {
    return now().map(last -> Instant.ofEpochMilli((step(last) + 1) * interval).plus(lateness));
  }

  private long step(Instant time) {
    return Math.floorDiv(time.toEpochMilli(), interval);
  }
}
