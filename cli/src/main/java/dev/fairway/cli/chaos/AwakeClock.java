package dev.fairway.cli.chaos;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock on which time does not pass while this process does not run, as on a machine that sleeps
 * or is stopped: what was stopped likewise is not late. It is to be told often that the process
 * runs.
 */
public final class AwakeClock implements InstantSource {

  private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

  private final InstantSource wall;
  private Instant seen;
  private Instant now;

  /**
   * @param wall goes on whatever happens
   */
  public AwakeClock(InstantSource wall) {
    this.wall = wall;
    this.seen = wall.instant();
    this.now = seen;
  }

  /** The process runs: what has passed since it last did counts, if it is not too long. */
  public synchronized void tick() {
    Instant there = wall.instant();
    Duration step = Duration.between(seen, there);
    now = now.plus(step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP);
    seen = there;
  }

  @Override
  public synchronized Instant instant() {
    tick();
    return now;
  }
}
