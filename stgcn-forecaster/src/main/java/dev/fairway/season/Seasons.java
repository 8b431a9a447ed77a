package dev.fairway.season;

import java.time.Instant;

/** Tells what is usual at a time. */
@FunctionalInterface
public interface Seasons {

  /**
   * What is usual in consecutive intervals.
   *
   * @param start of the first
   * @return {@code [C, steps, N]}, packed, in the channels' units
   */
  float[] at(Instant start, int steps);
}
