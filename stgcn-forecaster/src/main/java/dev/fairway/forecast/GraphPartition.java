package dev.fairway.forecast;

import dev.fairway.graph.GraphMatrix;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A network cut into connected parts of a limited size, each with the halo of sites it can see:
 * what a network too large for one step is trained on. Time and memory are linear in sites and
 * links, but for the halos.
 *
 * @param parts together every site once, as counted ones
 */
record GraphPartition(List<Part> parts) {

  /**
   * @param sites the counted ones, then the halo
   * @param counted how many count
   */
  record Part(int[] sites, int counted) {}

  /**
   * Grows each part breadth first from a site drawn at random; what is left over between parts
   * joins into parts of its own.
   *
   * @param ties who sees whom, in either direction
   * @param largest counted sites of a part
   * @param reach links that a network's output looks along
   */
  static GraphPartition of(GraphMatrix ties, int largest, int reach, SplittableRandom random) {
    int[] part = new int[ties.size()];
    List<Part> parts = new ArrayList<>();
    List<Integer> members = new ArrayList<>();
    for (int start : shuffled(ties.size(), random)) {
      ArrayDeque<Integer> next = new ArrayDeque<>(List.of(start));
      while (!next.isEmpty()) {
        int site = next.remove();
        if (part[site] != 0) {
          continue;
        }
        part[site] = parts.size() + 1;
        members.add(site);
        if (members.size() == largest) {
          parts.add(withHalo(ties, members, reach));
          members.clear();
          break;
        }
        for (int neighbour : ties.neighbours(site)) {
          if (part[neighbour] == 0) {
            next.add(neighbour);
          }
        }
      }
    }
    if (!members.isEmpty()) {
      parts.add(withHalo(ties, members, reach));
    }
    return new GraphPartition(List.copyOf(parts));
  }

  private static Part withHalo(GraphMatrix ties, List<Integer> members, int reach) {
    // A map, not an array over all sites: the time of a part is that of its own sites.
    LinkedHashSet<Integer> seen = new LinkedHashSet<>(members);
    List<Integer> border = members;
    for (int step = 0; step < reach; step++) {
      List<Integer> further = new ArrayList<>();
      for (int site : border) {
        for (int neighbour : ties.neighbours(site)) {
          if (seen.add(neighbour)) {
            further.add(neighbour);
          }
        }
      }
      border = further;
    }
    return new Part(seen.stream().mapToInt(Integer::intValue).toArray(), members.size());
  }

  private static int[] shuffled(int size, SplittableRandom random) {
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
    return order;
  }
}
