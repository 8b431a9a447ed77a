package dev.fairway.network.waterway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/** The cells that one vessel moved through, in time order. */
final class CellVisits {

  record Passage(long from, long to) {}

  private record Visit(long cell, Instant first, Instant last) {}

  private final List<Visit> visits = new ArrayList<>();

  /**
   * @param time not before the last one's
   */
  void add(long cell, Instant time) {
    if (!visits.isEmpty()) {
      Visit last = visits.get(visits.size() - 1);
      if (last.cell == cell) {
        visits.set(visits.size() - 1, new Visit(cell, last.first, time));
        return;
      }
    }
    visits.add(new Visit(cell, time, time));
  }

  /** Counts the passages from one kept cell to the next kept one, whatever lies between. */
  void countPassages(LongPredicate kept, Duration longestGap, Map<Passage, Integer> counts) {
    Visit previous = null;
    for (Visit visit : visits) {
      if (!kept.test(visit.cell)) {
        continue;
      }
      if (previous != null
          && previous.cell != visit.cell
          && Duration.between(previous.last, visit.first).compareTo(longestGap) <= 0) {
        counts.merge(new Passage(previous.cell, visit.cell), 1, Integer::sum);
      }
      previous = visit;
    }
  }
}
