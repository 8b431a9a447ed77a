package dev.fairway.series.format;

import java.time.Instant;
import java.util.Optional;

/**
 * Part of a matrix file that is no reading, and says nowhere that it means to be none.
 *
 * @param source the file
 * @param line of it, or row of its array, from 1
 * @param time of the row, where it could be told
 * @param raw as it stands there
 * @param detail what is wrong, in words, with the value at fault
 */
public record RefusedCell(
    String source, long line, Optional<Instant> time, String raw, Reason reason, String detail) {

  /** As the dead letters' reasons. */
  public enum Reason {
    MALFORMED,
    OUT_OF_RANGE,
    NO_TIME
  }
}
