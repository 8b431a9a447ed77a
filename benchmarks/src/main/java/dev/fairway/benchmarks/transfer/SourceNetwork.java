package dev.fairway.benchmarks.transfer;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;

/**
 * Another network, of which there is much data: what is learned there is carried over.
 *
 * @param series with the channels of the network that it is carried to
 * @param steps of each training on it
 */
public record SourceNetwork(TrafficSeries series, int steps) {

  /**
   * @param target whose channels are kept; of its own network the other sites
   * @param sites how many are kept, next to each other; all of them if there are no more
   * @throws IllegalArgumentException if a channel of the target is not measured at the source, or
   *     no site is left
   */
  public static SourceNetwork of(
      TrafficSeries source, MeasuredNetwork target, int sites, int steps) {
    TrafficNetwork known = target.network();
    boolean isSame = source.measured().network().id().equals(known.id());
    return new SourceNetwork(
        Neighbourhood.of(
            source.only(target.channels().stream().map(Channel::name).toList()),
            sites,
            site -> !isSame || known.indexOf(site.id()).isEmpty()),
        steps);
  }

  /** Tells it from all others. */
  String words() {
    return "%s %s, %d steps"
        .formatted(series.measured().network().id(), series.hash().substring(0, 12), steps);
  }
}
