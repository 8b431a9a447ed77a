package dev.fairway.ingest.feed;

import java.time.Duration;
import java.time.Instant;

/**
 * When a feed commits. Nothing is written during a commit, and a busy broker may take a second for
 * one: after a commit that was slow the feed writes for several times as long before the next, so
 * that it spends most of its time writing whatever a commit costs.
 */
final class CommitSchedule {

  /** Time of writing for each time of committing. */
  static final int WRITING = 4;

  /** However slow commits are, what was written does not wait for longer. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  private final Duration shortest;
  private final int events;
  private Instant last;
  private Duration interval;

  /**
   * @param shortest time between commits where they cost little
   * @param events number of written events at which a commit is due at any time
   */
  CommitSchedule(Duration shortest, int events, Instant now) {
    this.shortest = shortest;
    this.events = events;
    this.last = now;
    this.interval = shortest;
  }

  /**
   * @param written events since the last commit
   */
  boolean isDue(long written, Instant now) {
    return written >= events || Duration.between(last, now).compareTo(interval) >= 0;
  }

  void committed(Instant began, Instant ended) {
    Duration spaced = Duration.between(began, ended).multipliedBy(WRITING);
    interval = longer(shortest, shorter(spaced, LONGEST));
    last = ended;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
