package dev.fairway.cli.represent;

import java.time.Instant;

/**
 * A site's representation at a time.
 *
 * @param issueTime end of the window that it was made from
 * @param values r1..rd
 */
record FeatureRow(Instant issueTime, String site, float[] values) {

  /** As the column of a number is named, from r1. */
  static String column(int index) {
    return "r" + (index + 1);
  }
}
