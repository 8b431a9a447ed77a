package dev.fairway.network;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/**
 * Links where nothing but positions is known: each site with those nearest to it, both ways, by
 * geodesic distance on WGS84. Every pair is compared: some seconds for a few thousand sites.
 */
public final class NearestNeighbourLinks {

  /**
   * @param sites all of them located
   * @param neighbours of each site; one that is chosen by others has more
   */
  public static List<Link> between(List<Site> sites, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException(neighbours + " neighbours");
    }
    double[][] metres = distances(sites);
    Map<List<Integer>, Link> links = new LinkedHashMap<>();
    for (int site = 0; site < sites.size(); site++) {
      int from = site;
      List<Integer> nearest =
          IntStream.range(0, sites.size())
              .filter(other -> other != from)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer other) -> metres[from][other]))
              .limit(neighbours)
              .toList();
      for (int to : nearest) {
        links.putIfAbsent(List.of(from, to), link(sites, from, to, metres));
        links.putIfAbsent(List.of(to, from), link(sites, to, from, metres));
      }
    }
    return List.copyOf(links.values());
  }

  private static Link link(List<Site> sites, int from, int to, double[][] metres) {
    return new Link(
        sites.get(from).id(),
        sites.get(to).id(),
        Math.max(metres[from][to], DistanceListReader.NO_DISTANCE));
  }

  private static double[][] distances(List<Site> sites) {
    double[][] metres = new double[sites.size()][sites.size()];
    for (int a = 0; a < sites.size(); a++) {
      if (!sites.get(a).isLocated()) {
        throw new IllegalArgumentException("Site " + sites.get(a).id() + " has no position");
      }
      for (int b = 0; b < a; b++) {
        metres[a][b] =
            Geodesic.WGS84.Inverse(
                    sites.get(a).latitude(),
                    sites.get(a).longitude(),
                    sites.get(b).latitude(),
                    sites.get(b).longitude(),
                    GeodesicMask.DISTANCE)
                .s12;
        metres[b][a] = metres[a][b];
      }
    }
    return metres;
  }

  private NearestNeighbourLinks() {}
}
