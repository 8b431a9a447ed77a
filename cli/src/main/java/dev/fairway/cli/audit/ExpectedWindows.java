package dev.fairway.cli.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * When a network must be forecast: at the end of each interval of the grid, as soon as a whole
 * window lies behind it and anything was observed in that. The grid begins with the first interval
 * of which anything was said, ends with a window in which nothing was observed, and begins anew
 * with what is said next.
 */
final class ExpectedWindows {

  private static final int STEPS = 12;

  /**
   * Times of issue, Unix s, rising.
   *
   * @param observed by start of the intervals of which anything was said, Unix s: whether there was
   *     a value in it
   * @param intervalSeconds from one start to the next
   * @param closedUntil intervals that end by then are closed, Unix s
   */
  static List<Long> issues(
      NavigableMap<Long, Boolean> observed, long intervalSeconds, long closedUntil) {
    List<Long> issues = new ArrayList<>();
    Map.Entry<Long, Boolean> first = observed.firstEntry();
    while (first != null) {
      long start = first.getKey();
      int steps = 0;
      int blank = 0;
      do {
        if (start + intervalSeconds > closedUntil) {
          return issues;
        }
        steps++;
        blank = observed.getOrDefault(start, false) ? 0 : blank + 1;
        start += intervalSeconds;
        if (steps >= STEPS && blank < STEPS) {
          issues.add(start);
        }
      } while (blank < Math.min(steps, STEPS));
      first = observed.ceilingEntry(start);
    }
    return issues;
  }

  private ExpectedWindows() {}
}
