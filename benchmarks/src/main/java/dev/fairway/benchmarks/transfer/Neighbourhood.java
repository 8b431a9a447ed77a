package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.change.SitePart;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.TrafficSeries;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jgrapht.graph.AsUndirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/** Sites next to each other: a network's first site, and those around it, ring by ring. */
public final class Neighbourhood {

  /**
   * @param count sites that are kept; all of them if there are no more
   * @param may which may be kept
   * @return with the links between those that are kept; its sites in the order of the whole
   * @throws IllegalArgumentException if none may be kept, or fewer than one is asked for
   */
  public static TrafficSeries of(TrafficSeries whole, int count, Predicate<Site> may) {
    TrafficNetwork network = whole.measured().network();
    if (count < 1) {
      throw new IllegalArgumentException(
          "%d sites of %s: must be 1 or more".formatted(count, network.id()));
    }
    Iterable<Site> outwards =
        () -> new BreadthFirstIterator<>(new AsUndirectedGraph<>(network.graph()));
    int[] kept =
        StreamSupport.stream(outwards.spliterator(), false)
            .filter(may)
            .limit(count)
            .mapToInt(site -> network.indexOf(site.id()).orElseThrow())
            .sorted()
            .toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException("No site of " + network.id() + " is left to look at");
    }
    return kept.length == whole.sites() ? whole : new SitePart(kept, whole.sites()).of(whole);
  }

  private Neighbourhood() {}
}
