package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.forecast.ClassicConfig.GraphConvolutionKind;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.GraphOperator;
import dev.fairway.graph.Laplacian;
import dev.fairway.graph.RandomWalk;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Ops;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The graph a network computes on: all sites of a traffic network, or a part of them with the links
 * between them.
 */
final class NetworkGraph implements AutoCloseable {

  private final NDManager owner;
  private final int[] sites;
  private final boolean whole;
  private final int counted;
  private final Optional<NDArray> places;
  private final List<GraphOperator> operators;

  private NetworkGraph(
      NDManager parent, List<GraphMatrix> matrices, int[] sites, boolean whole, int counted) {
    this.owner = parent.newSubManager();
    this.sites = sites;
    this.whole = whole;
    this.counted = counted;
    this.places = whole ? Optional.empty() : Optional.of(places(owner, sites));
    this.operators = matrices.stream().map(matrix -> GraphOperator.of(owner, matrix)).toList();
  }

  /** What the convolutions of a form multiply with; none if it has no graph convolution. */
  static List<GraphMatrix> matrices(ForecasterConfig config, TrafficNetwork network) {
    if (config instanceof ClassicConfig classic) {
      GraphMatrix weights = config.ties().weights(network).symmetric();
      return List.of(
          classic.graphConvolution() == GraphConvolutionKind.CHEBYSHEV
              ? Laplacian.scaled(Laplacian.normalised(weights))
              : Laplacian.renormalised(weights));
    }
    ModernConfig modern = (ModernConfig) config;
    if (modern.diffusionHops() == 0) {
      return List.of();
    }
    GraphMatrix weights = config.ties().weights(network);
    return modern.bothDirections()
        ? List.of(RandomWalk.forward(weights), RandomWalk.backward(weights))
        : List.of(RandomWalk.forward(weights));
  }

  /** All of them. */
  static NetworkGraph whole(NDManager parent, List<GraphMatrix> matrices, int size) {
    return new NetworkGraph(parent, matrices, IntStream.range(0, size).toArray(), true, size);
  }

  /**
   * Some of them.
   *
   * @param sites rising in nothing; the first {@code counted} are learned from, the others are the
   *     halo that these see
   */
  static NetworkGraph part(NDManager parent, List<GraphMatrix> matrices, int[] sites, int counted) {
    return new NetworkGraph(
        parent,
        matrices.stream().map(matrix -> matrix.part(sites)).toList(),
        sites.clone(),
        false,
        counted);
  }

  private static NDArray places(NDManager owner, int[] sites) {
    long[] places = IntStream.of(sites).asLongStream().toArray();
    try (NDArray borrowed = owner.create(places, new Shape(places.length))) {
      return borrowed.duplicate();
    }
  }

  /** How many sites take part, n. */
  int size() {
    return sites.length;
  }

  /** How many of them, the first ones, the loss counts. */
  int counted() {
    return counted;
  }

  /** Matrices as they act on tensors of n sites. */
  List<GraphOperator> operators() {
    return operators;
  }

  /**
   * The sites' part of what is known of all of them.
   *
   * @param perSite {@code [..., N]}
   * @return {@code [..., n]}
   */
  NDArray select(NDArray perSite) {
    return places.map(indices -> Ops.selectLast(perSite, indices)).orElse(perSite);
  }

  /** The same of packed rows in Java's memory: {@code [rows, N]} to {@code [rows, n]}. */
  void copyRows(float[] source, int from, int rows, int all, float[] target, int to) {
    if (whole) {
      System.arraycopy(source, from, target, to, rows * all);
      return;
    }
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < sites.length; i++) {
        target[to + row * sites.length + i] = source[from + row * all + sites[i]];
      }
    }
  }

  /** Which site stands at a place. */
  int site(int place) {
    return sites[place];
  }

  @Override
  public void close() {
    owner.close();
  }
}
