package dev.fairway.network.waterway;

import dev.fairway.network.Link;
import dev.fairway.network.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jgrapht.alg.util.UnionFind;

/**
 * Joins the parts of a network that fell apart because few vessels were heard on the way between
 * them: Kruskal's algorithm on the passages between cells of different parts, the best supported
 * first. No more links are added than join parts, so nothing changes within one.
 */
final class BridgingLinks {

  private record Pair(long low, long high) {}

  /**
   * @param sites by cell
   * @param links that there are
   * @param passages between cells, with gaps of up to {@code rule.longestGap}
   * @return both ways for each bridge: whoever went can come back
   */
  static List<Link> of(
      Map<Long, Site> sites,
      List<Link> links,
      Map<CellVisits.Passage, Integer> passages,
      WaterwayGridSpec.Bridging rule) {
    UnionFind<String> parts =
        new UnionFind<>(sites.values().stream().map(Site::id).collect(Collectors.toSet()));
    links.forEach(link -> parts.union(link.from(), link.to()));
    List<Link> bridges = new ArrayList<>();
    for (Link bridge : bestFirst(sites, passages, rule)) {
      if (!parts.inSameSet(bridge.from(), bridge.to())) {
        parts.union(bridge.from(), bridge.to());
        bridges.add(bridge);
        bridges.add(new Link(bridge.to(), bridge.from(), bridge.metres()));
      }
    }
    return bridges;
  }

  /** By support, of equally supported ones the shorter, then from south to north. */
  private static List<Link> bestFirst(
      Map<Long, Site> sites,
      Map<CellVisits.Passage, Integer> passages,
      WaterwayGridSpec.Bridging rule) {
    Map<Pair, Integer> support =
        new TreeMap<>(Comparator.comparingLong(Pair::low).thenComparingLong(Pair::high));
    passages.forEach(
        (passage, count) ->
            support.merge(
                new Pair(
                    Math.min(passage.from(), passage.to()), Math.max(passage.from(), passage.to())),
                count,
                Integer::sum));
    record Candidate(Link link, int support) {}
    return support.entrySet().stream()
        .filter(entry -> entry.getValue() >= rule.minimumTransitions())
        .map(entry -> new Candidate(link(sites, entry.getKey()), entry.getValue()))
        .filter(candidate -> candidate.link().metres() <= rule.longestMetres())
        .sorted(
            Comparator.comparingInt((Candidate candidate) -> -candidate.support())
                .thenComparingDouble(candidate -> candidate.link().metres()))
        .map(Candidate::link)
        .toList();
  }

  private static Link link(Map<Long, Site> sites, Pair pair) {
    Site low = sites.get(pair.low());
    Site high = sites.get(pair.high());
    return new Link(low.id(), high.id(), Geodesics.metres(low, high));
  }

  private BridgingLinks() {}
}
