package dev.fairway.ingest.feed;

import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.interval.FutureGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time that a source has reached: the greatest time of any reading or position so far, without
 * allowance for lateness (who reads the topic allows for that). Refused input does not move it: its
 * time is as doubtful as the rest of it. Nor does what is dated later than it came; it goes on to
 * the topic, where it is refused by the same rule.
 */
final class SourceClock {

  private final long interval;
  private final Duration lateness;
  private final FutureGuard guard = new FutureGuard();
  private Instant now;

  SourceClock(MeasuredNetwork measured) {
    this.interval = measured.interval().toMillis();
    this.lateness = measured.lateness();
  }

  Optional<Instant> now() {
    return Optional.ofNullable(now);
  }

  /**
   * Whether an event's time can be true; asked of each, in order.
   *
   * @param wall the time now
   */
  boolean isPlausible(SourceEvent event, Instant wall) {
    return subject(event)
        .map(
            subject ->
                guard.isPlausible(
                    subject, event.time().orElseThrow().toEpochMilli(), wall.toEpochMilli()))
        .orElse(false);
  }

  private static Optional<String> subject(SourceEvent event) {
    if (event instanceof SourceEvent.Observed observed) {
      return Optional.of(observed.observation().getSite());
    }
    return event instanceof SourceEvent.Sighted sighted
        ? Optional.of(sighted.position().getVessel())
        : Optional.empty();
  }

  /**
   * Takes an event with a plausible time into account.
   *
   * @return whether the clock went into another interval: heartbeats are due
   */
  boolean advance(SourceEvent event) {
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
