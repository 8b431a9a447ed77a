package dev.fairway.ingest.simulate.road;

import java.time.Instant;
import java.util.Set;

/**
 * Detectors that say nothing for a while.
 *
 * @param sites one that broke, or all that hang on one cabinet
 * @param start first moment
 * @param end first moment after it
 */
public record SensorOutage(Set<String> sites, Instant start, Instant end) {

  public SensorOutage {
    sites = Set.copyOf(sites);
  }

  public boolean silences(String site, Instant at) {
    return !at.isBefore(start) && at.isBefore(end) && sites.contains(site);
  }
}
