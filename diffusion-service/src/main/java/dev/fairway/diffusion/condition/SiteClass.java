package dev.fairway.diffusion.condition;

import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import org.jgrapht.Graph;

/**
 * What a site is to the traffic, told from the links alone, so that it means the same in every
 * network. (Networks say nothing of road types.)
 */
public enum SiteClass {
  /** No link in or out. */
  APART,
  /** Traffic enters the network here: no link in. */
  ENTRY,
  /** Traffic leaves the network here: no link out. */
  EXIT,
  /** One link in, one out. */
  PASSAGE,
  /** More links in than the one out. */
  MERGE,
  /** More links out than the one in. */
  FORK,
  /** Several in, several out; a two-way street between two neighbours too. */
  JUNCTION;

  public static SiteClass of(TrafficNetwork network, Site site) {
    Graph<Site, ?> graph = network.graph();
    int in = graph.inDegreeOf(site);
    int out = graph.outDegreeOf(site);
    if (in == 0 || out == 0) {
      return in == out ? APART : in == 0 ? ENTRY : EXIT;
    }
    if (in == 1) {
      return out == 1 ? PASSAGE : FORK;
    }
    return out == 1 ? MERGE : JUNCTION;
  }

  /** {@code [N, classes]}, packed: a 1 at each site's class. */
  public static float[] marks(TrafficNetwork network) {
    SiteClass[] classes = values();
    float[] marks = new float[network.size() * classes.length];
    for (int n = 0; n < network.size(); n++) {
      SiteClass actual = of(network, network.sites().get(n));
      for (int c = 0; c < classes.length; c++) {
        marks[n * classes.length + c] = classes[c] == actual ? 1 : 0;
      }
    }
    return marks;
  }
}
