package dev.fairway.forecast;

import ai.djl.ndarray.NDManager;
import dev.fairway.graph.GraphMatrix;
import java.util.List;
import java.util.SplittableRandom;

/** The graph to validate on, and the parts of it that training steps draw from. */
final class TrainingGraphs {

  private final NetworkGraph whole;
  private final List<NetworkGraph> parts;

  /**
   * @param ties who is tied to whom, in either direction
   * @param reach links that a network's output looks along
   */
  TrainingGraphs(
      NDManager owner,
      List<GraphMatrix> matrices,
      GraphMatrix ties,
      int reach,
      int sitesPerBatch,
      long seed) {
    whole = NetworkGraph.whole(owner, matrices, ties.size());
    parts =
        ties.size() <= sitesPerBatch
            ? List.of(whole)
            : GraphPartition.of(ties, sitesPerBatch, reach, new SplittableRandom(seed))
                .parts()
                .stream()
                .map(part -> NetworkGraph.part(owner, matrices, part.sites(), part.counted()))
                .toList();
  }

  NetworkGraph whole() {
    return whole;
  }

  /** The part of one training step. */
  NetworkGraph draw(SplittableRandom chance) {
    return parts.size() == 1 ? parts.get(0) : parts.get(chance.nextInt(parts.size()));
  }

  /** How many windows of the whole network take no more room than a batch of a part's. */
  int windowsAtOnce(int batch) {
    return Math.max(1, batch / parts.size());
  }
}
