package dev.fairway.cli.audit;

import java.time.Instant;

/**
 * A site's interval.
 *
 * @param site empty: outside of all sites
 * @param start of the interval, Unix s
 */
record Place(String site, long start) {

  static final String OUTSIDE = "";

  @Override
  public String toString() {
    return (site.equals(OUTSIDE) ? "outside of all sites" : "site " + site)
        + ", "
        + Instant.ofEpochSecond(start);
  }
}
