package dev.fairway.benchmarks.accuracy;

import java.util.stream.IntStream;

/**
 * Sites that are scored together.
 *
 * @param suffix behind the channel's name in tables; empty for all sites
 * @param sites places in node order
 */
public record SiteGroup(String suffix, int[] sites) {

  static SiteGroup all(int sites) {
    return new SiteGroup("", IntStream.range(0, sites).toArray());
  }
}
