package dev.fairway.forecast;

import dev.fairway.graph.GraphMatrix;
import dev.fairway.season.SeasonalMeans;
import dev.fairway.tensor.HostTensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a model knows of its sites, carried over to a network that has changed: a site of the same
 * id keeps it, a site that is gone loses it, and a new one begins with the mean of what its nearest
 * known neighbours have, or of all where none is tied to it (an inductive start, as that of
 * GraphSAGE, Hamilton et al. 2017).
 */
final class SiteMatch {

  private final int before;

  /** [sites now][some of the sites before]: whose mean a site takes. */
  private final int[][] sources;

  private final int kept;

  private SiteMatch(int before, int[][] sources, int kept) {
    this.before = before;
    this.sources = sources;
    this.kept = kept;
  }

  /**
   * @param before ids of the sites that were trained on, in node order
   * @param now ids of the present ones, in node order
   * @param ties who is tied to whom now, in either direction
   */
  static SiteMatch of(List<String> before, List<String> now, GraphMatrix ties) {
    Map<String, Integer> place = new HashMap<>();
    for (int i = 0; i < before.size(); i++) {
      place.put(before.get(i), i);
    }
    int[][] sources = new int[now.size()][];
    ArrayDeque<Integer> known = new ArrayDeque<>();
    for (int i = 0; i < sources.length; i++) {
      Integer its = place.get(now.get(i));
      if (its != null) {
        sources[i] = new int[] {its};
        known.add(i);
      }
    }
    int kept = known.size();
    spread(sources, known, ties);
    int[] all = IntStream.range(0, before.size()).toArray();
    for (int i = 0; i < sources.length; i++) {
      sources[i] = sources[i] == null ? all : sources[i];
    }
    return new SiteMatch(before.size(), sources, kept);
  }

  /** Ring by ring outwards: a new site takes what all neighbours of the ring before it have. */
  private static void spread(int[][] sources, ArrayDeque<Integer> known, GraphMatrix ties) {
    List<Integer> ring = List.copyOf(known);
    while (!ring.isEmpty()) {
      Map<Integer, int[]> next = new TreeMap<>();
      for (int site : ring) {
        for (int neighbour : ties.neighbours(site)) {
          if (sources[neighbour] == null) {
            next.merge(neighbour, sources[site], SiteMatch::joined);
          }
        }
      }
      next.forEach((site, its) -> sources[site] = its);
      ring = List.copyOf(next.keySet());
    }
  }

  private static int[] joined(int[] a, int[] b) {
    int[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return Arrays.stream(both).distinct().toArray();
  }

  /** How many sites have what was learned of them. */
  int kept() {
    return kept;
  }

  /**
   * @param perSite {@code [..., N before]}
   * @return {@code [..., N now]}
   */
  HostTensor carried(HostTensor perSite) {
    long[] shape = perSite.shape().clone();
    if (shape[shape.length - 1] != before) {
      throw new IllegalArgumentException(
          "A tensor %s has not one number for each of %d sites"
              .formatted(Arrays.toString(shape), before));
    }
    int now = sources.length;
    int rows = perSite.values().length / before;
    float[] carried = new float[rows * now];
    for (int row = 0; row < rows; row++) {
      for (int site = 0; site < now; site++) {
        double sum = 0;
        for (int source : sources[site]) {
          sum += perSite.values()[row * before + source];
        }
        carried[row * now + site] = (float) (sum / sources[site].length);
      }
    }
    shape[shape.length - 1] = now;
    return new HostTensor(shape, carried);
  }

  /** Those of the tensors that are per site carried over, the others as they are. */
  Map<String, HostTensor> carriedWeights(Map<String, HostTensor> weights) {
    Map<String, HostTensor> carried = new TreeMap<>(weights);
    carried.replaceAll(
        (name, tensor) -> name.endsWith(ForecastNetwork.PER_SITE) ? carried(tensor) : tensor);
    return carried;
  }

  /** What is usual at the sites, {@link SeasonalMeans#tensors}, carried over. */
  Map<String, HostTensor> carriedSeasons(Map<String, HostTensor> seasons) {
    Map<String, HostTensor> carried = new TreeMap<>(seasons);
    carried.computeIfPresent(SeasonalMeans.NAME, (name, means) -> carried(means));
    return carried;
  }
}
