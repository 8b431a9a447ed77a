package dev.fairway.ingest.simulate.road;

import java.time.Instant;

/**
 * A stretch of road loses capacity for a while: an accident, a breakdown, works.
 *
 * @param road where
 * @param cell of the road, from 0 in driving direction
 * @param start first moment
 * @param end first moment after it
 * @param capacityLeft share of the cell's capacity that is left, 0..1
 */
public record Incident(String road, int cell, Instant start, Instant end, double capacityLeft) {

  public Incident {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException(
          "The incident on " + road + " ends at " + end + ", not after its start at " + start);
    }
  }

  public boolean overlaps(Instant from, Instant to) {
    return start.isBefore(to) && end.isAfter(from);
  }
}
