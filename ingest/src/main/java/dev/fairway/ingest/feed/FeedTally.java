package dev.fairway.ingest.feed;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a feed is, for other threads to read. It moves with the feed's commits: what it counts is
 * on the topics for good.
 */
public final class FeedTally {

  private record State(FeedCounts counts, long position, Optional<Instant> clock) {}

  private volatile State state = new State(FeedCounts.NONE, 0, Optional.empty());

  /** What was written since the feed object was made; what an earlier one wrote is not in it. */
  public FeedCounts counts() {
    return state.counts;
  }

  /** Events of the source that are on the topics, those of earlier runs included. */
  public long position() {
    return state.position;
  }

  /** The newest event time written, by this run or an earlier one. */
  public Optional<Instant> clock() {
    return state.clock;
  }

  void resumed(long position, Optional<Instant> clock) {
    state = new State(state.counts, position, clock);
  }

  void committed(FeedCounts written, long position, Optional<Instant> clock) {
    state = new State(state.counts.plus(written), position, clock);
  }

  @Override
  public String toString() {
    State now = state;
    return now.counts + ", at event " + now.position + now.clock.map(t -> ", " + t).orElse("");
  }
}
