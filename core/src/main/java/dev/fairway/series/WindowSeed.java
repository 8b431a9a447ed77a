package dev.fairway.series;

import dev.fairway.provenance.ContentHash;
import java.time.Instant;

/**
 * The seed of everything random that is done to a window. It follows from network and event time
 * alone, so that a replay repeats its forecasts, and a training sees the representation that the
 * stream will see.
 */
public final class WindowSeed {

  private static final int DIGITS = 15;

  /**
   * @param start of the window's first interval
   * @return at least 0
   */
  public static long of(String network, Instant start) {
    String hash = new ContentHash().add(network).add(start.toString()).hex();
    return Long.parseLong(hash.substring(0, DIGITS), 16);
  }

  private WindowSeed() {}
}
