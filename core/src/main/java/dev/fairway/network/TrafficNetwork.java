package dev.fairway.network;

import dev.fairway.provenance.ContentHash;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jgrapht.Graph;
import org.jgrapht.graph.AsUnmodifiableGraph;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * Sites and the links between them: a directed graph, weighted by travel distance in metres, whose
 * nodes have a fixed order. That order is the node axis of every tensor.
 */
public final class TrafficNetwork {

  private final String id;
  private final NetworkKind kind;
  private final List<Site> sites;
  private final List<Link> links;
  private final Map<String, Integer> indexById;
  private final SimpleDirectedWeightedGraph<Site, Link> graph;
  private final String hash;

  /**
   * @throws IllegalArgumentException if there is no site, an id occurs twice, a link names an
   *     unknown site, or two links join the same ordered pair
   */
  public TrafficNetwork(String id, NetworkKind kind, List<Site> sites, Collection<Link> links) {
    if (sites.isEmpty()) {
      throw new IllegalArgumentException("Network " + id + " has no sites");
    }
    this.id = id;
    this.kind = kind;
    this.sites = List.copyOf(sites);
    this.links = List.copyOf(links);
    this.indexById = new HashMap<>();
    this.graph = new SimpleDirectedWeightedGraph<>(Link.class);
    for (Site site : this.sites) {
      if (indexById.put(site.id(), indexById.size()) != null) {
        throw new IllegalArgumentException(
            "Network " + id + ": two sites have the id " + site.id());
      }
      graph.addVertex(site);
    }
    for (Link link : this.links) {
      if (!graph.addEdge(site(link.from()), site(link.to()), link)) {
        throw new IllegalArgumentException(
            "Network " + id + ": two links from " + link.from() + " to " + link.to());
      }
      graph.setEdgeWeight(link, link.metres());
    }
    this.hash = digest();
  }

  public String id() {
    return id;
  }

  public NetworkKind kind() {
    return kind;
  }

  /** In node order. */
  public List<Site> sites() {
    return sites;
  }

  public List<Link> links() {
    return links;
  }

  public int size() {
    return sites.size();
  }

  /** A view: it cannot be changed. */
  public Graph<Site, Link> graph() {
    return new AsUnmodifiableGraph<>(graph);
  }

  public OptionalInt indexOf(String siteId) {
    Integer index = indexById.get(siteId);
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /**
   * SHA-256, in hexadecimal, of what a model depends on: the ordered site ids and the links with
   * their distances. Names and positions may be corrected without making a model's network another
   * one.
   */
  public String hash() {
    return hash;
  }

  @Override
  public String toString() {
    return "TrafficNetwork[" + id + ", " + size() + " sites, " + links.size() + " links]";
  }

  private Site site(String siteId) {
    return sites.get(
        indexOf(siteId)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Network " + id + ": a link names the unknown site " + siteId)));
  }

  private String digest() {
    ContentHash content = new ContentHash();
    sites.forEach(site -> content.add(site.id()));
    links.stream()
        .sorted(Comparator.comparing(Link::from).thenComparing(Link::to))
        .forEach(link -> content.add(link.from()).add(link.to()).add(link.metres()));
    return content.hex();
  }
}
