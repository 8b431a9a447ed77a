package dev.fairway.graph;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Small networks with known spectra; every link is 1000 m long and there in both directions. */
public final class Networks {

  private Networks() {}

  public static TrafficNetwork path(int size) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i + 1 < size; i++) {
      join(links, i, i + 1);
    }
    return network("path", size, links);
  }

  public static TrafficNetwork ring(int size) {
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      join(links, i, (i + 1) % size);
    }
    return network("ring", size, links);
  }

  public static TrafficNetwork star(int leaves) {
    List<Link> links = new ArrayList<>();
    for (int i = 1; i <= leaves; i++) {
      join(links, 0, i);
    }
    return network("star", leaves + 1, links);
  }

  public static TrafficNetwork network(String id, int size, List<Link> links) {
    List<Site> sites =
        IntStream.range(0, size).mapToObj(i -> new Site("s" + i, "Site " + i, 0, 0)).toList();
    return new TrafficNetwork(id, NetworkKind.ROAD, sites, links);
  }

  /** The same network with the sites in another order: site i comes to place order[i]. */
  public static TrafficNetwork reordered(TrafficNetwork network, int[] order) {
    Site[] sites = new Site[network.size()];
    for (int i = 0; i < sites.length; i++) {
      sites[order[i]] = network.sites().get(i);
    }
    return new TrafficNetwork(network.id(), network.kind(), List.of(sites), network.links());
  }

  private static void join(List<Link> links, int a, int b) {
    links.add(new Link("s" + a, "s" + b, 1000));
    links.add(new Link("s" + b, "s" + a, 1000));
  }
}
