package dev.fairway.network.waterway;

import dev.fairway.network.Link;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vessel that reports seldom seems to leap over cells. A link is left out where two shorter ones
 * go the same way over a third site at nearly the same length: it passes that site, and no link
 * does.
 */
final class DirectLinks {

  /** Going round a corner of the grid takes 1.41 times the diagonal: that is no detour to drop. */
  private static final double DETOUR = 1.2;

  /** Longest first, so that what stays is what nothing shorter replaces. */
  static List<Link> of(List<Link> links) {
    Map<String, Map<String, Link>> bySource = new HashMap<>();
    for (Link link : links) {
      bySource.computeIfAbsent(link.from(), source -> new HashMap<>()).put(link.to(), link);
    }
    List<Link> longestFirst =
        links.stream()
            .sorted(
                Comparator.comparingDouble(Link::metres)
                    .reversed()
                    .thenComparing(Link::from)
                    .thenComparing(Link::to))
            .toList();
    Set<Link> leaps = new HashSet<>();
    for (Link link : longestFirst) {
      if (passesAnother(link, bySource)) {
        bySource.get(link.from()).remove(link.to());
        leaps.add(link);
      }
    }
    return links.stream().filter(link -> !leaps.contains(link)).toList();
  }

  private static boolean passesAnother(Link link, Map<String, Map<String, Link>> bySource) {
    for (Link first : bySource.get(link.from()).values()) {
      Link second = bySource.getOrDefault(first.to(), Map.of()).get(link.to());
      if (second != null
          && first.metres() < link.metres()
          && second.metres() < link.metres()
          && first.metres() + second.metres() <= DETOUR * link.metres()) {
        return true;
      }
    }
    return false;
  }

  private DirectLinks() {}
}
