package dev.fairway.benchmarks.transfer;

import dev.fairway.benchmarks.change.SitePart;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import java.util.stream.StreamSupport;
import org.jgrapht.graph.AsUndirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/**
 * Another network, of which there is much data: what is learned there is carried over.
 *
 * @param series with the channels of the network that it is carried to
 * @param steps of each training on it
 */
public record SourceNetwork(TrafficSeries series, int steps) {

  /**
   * @param target whose channels are kept
   * @param sites how many are kept, next to each other; all of them if there are no more
   * @throws IllegalArgumentException if a channel of the target is not measured at the source
   */
  public static SourceNetwork of(
      TrafficSeries source, MeasuredNetwork target, int sites, int steps) {
    TrafficSeries alike = source.only(target.channels().stream().map(Channel::name).toList());
    return new SourceNetwork(
        sites < alike.sites()
            ? new SitePart(neighbours(alike.measured().network(), sites), alike.sites()).of(alike)
            : alike,
        steps);
  }

  /** The first site, and those around it, ring by ring. */
  private static int[] neighbours(TrafficNetwork network, int count) {
    Iterable<Site> outwards =
        () -> new BreadthFirstIterator<>(new AsUndirectedGraph<>(network.graph()));
    return StreamSupport.stream(outwards.spliterator(), false)
        .limit(count)
        .mapToInt(site -> network.indexOf(site.id()).orElseThrow())
        .sorted()
        .toArray();
  }

  /** Tells it from all others. */
  String words() {
    return "%s %s, %d steps"
        .formatted(series.measured().network().id(), series.hash().substring(0, 12), steps);
  }
}
