package dev.fairway.ingest.ais;

import java.time.Instant;

/**
 * A line of a feed.
 *
 * @param number from 1
 * @param text as it came
 */
record NmeaLine(long number, String text) {

  /** A line with the sentence in it and the time known when it came, or null. */
  record Timed(NmeaLine line, String sentence, Instant time) {}
}
