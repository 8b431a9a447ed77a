package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.graph.ChebyshevBasis;
import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.Laplacian;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.SnapshotNorm;
import dev.fairway.tensor.TemporalConvolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spatio-temporal graph convolutional network (Yu, Yin, Zhu 2018): two blocks of temporal
 * convolution, graph convolution, temporal convolution and layer norm; then an output layer.
 *
 * <pre>
 * window [B, C, 12, N] ─ block ─ [B, w, 8, N] ─ block ─ [B, w, 4, N] ─ temporal ─ [B, w, 1, N] ─┐
 *                                                   site features, encoder's features ─ concat ─┤
 *                   last value ─ per-horizon factor ─ + ─ [B, F, H, N] ─ two pointwise layers ──┘
 * </pre>
 *
 * <p>Departures: all horizons at once instead of one step, again and again; the output is added to
 * the last value, so that an untrained network repeats it; norms have gains per channel (see {@link
 * SnapshotNorm}), and what differs from site to site is in learned features before the output.
 */
final class StgcnNetwork {

  private final StgcnConfig config;
  private final int inputs;
  private final int targets;
  private final Layer first;
  private final Layer second;
  private final Layer last;
  private final Layer hidden;
  private final Layer output;
  private final NDArray persistence;
  private final Optional<NDArray> siteFeatures;

  /**
   * @param owner of the graph's tensors
   * @param inputs channels of the window
   * @param targets channels that are forecast
   * @param features size of the encoder's features, 0 if there are none
   */
  StgcnNetwork(
      NDManager owner,
      Parameters parameters,
      StgcnConfig config,
      TrafficNetwork network,
      int inputs,
      int targets,
      int features) {
    this.config = config;
    this.inputs = inputs;
    this.targets = targets;
    List<NDArray> operators = operators(owner, config, network);
    int width = config.temporalWidth();
    first = block(parameters.in("block1"), operators, inputs);
    second = block(parameters.in("block2"), operators, width);
    last =
        new GatedTemporalConvolution(parameters.in("last"), width, width, config.stepsLeft())
            .then(new SnapshotNorm(parameters.in("last.norm"), width));
    int joined = width + config.siteWidth() + features;
    hidden =
        TemporalConvolution.pointwise(parameters.in("hidden"), joined, 2 * width).then(Ops::silu);
    output =
        TemporalConvolution.pointwise(
            parameters.in("output"), 2 * width, targets * config.horizon(), Initialiser.zeros());
    persistence =
        parameters.create("persistence", Initialiser.ones(), targets, config.horizon(), 1);
    siteFeatures =
        config.siteWidth() == 0
            ? Optional.empty()
            : Optional.of(
                parameters.create(
                    "sites", Initialiser.normal(0.1), 1, config.siteWidth(), 1, network.size()));
  }

  private static List<NDArray> operators(
      NDManager owner, StgcnConfig config, TrafficNetwork network) {
    GaussianKernel kernel = GaussianKernel.fit(network, config.tieThreshold());
    GraphMatrix weights =
        config.reachMetres() > 0
            ? kernel.ofPaths(network, config.reachMetres())
            : kernel.ofLinks(network);
    GraphMatrix scaled = Laplacian.scaled(Laplacian.normalised(weights.symmetric()));
    return ChebyshevBasis.of(scaled, config.polynomials()).stream()
        .skip(1)
        .map(matrix -> matrix.operator(owner))
        .toList();
  }

  private Layer block(Parameters parameters, List<NDArray> operators, int in) {
    int width = config.temporalWidth();
    return Layer.chain(
        List.of(
            new GatedTemporalConvolution(parameters.in("before"), in, width, config.kernel()),
            new ChebyshevConvolution(parameters.in("graph"), operators, width, config.graphWidth()),
            new GatedTemporalConvolution(
                parameters.in("after"), config.graphWidth(), width, config.kernel()),
            new SnapshotNorm(parameters.in("norm"), width)));
  }

  /**
   * @param dropout what is done after each block; nothing when serving
   * @return {@code [B, F, H, N]}, scaled as the last values are
   */
  NDArray forward(StgcnInput input, Layer dropout) {
    NDArray x = input.window();
    int sites = Shapes.require(x, "B", inputs, config.inputSteps(), "N").get("N");
    long batch = x.getShape().get(0);
    Shapes.require(input.last(), batch, targets, 1, sites);
    NDArray y = dropout.forward(first.forward(x));
    y = dropout.forward(second.forward(y));
    y = last.forward(y);
    List<NDArray> extra = new ArrayList<>();
    siteFeatures.ifPresent(
        f -> extra.add(f.broadcast(new Shape(batch, config.siteWidth(), 1, sites))));
    input.features().ifPresent(extra::add);
    NDArray joined = Ops.concat(1, y, extra.toArray(NDArray[]::new));
    NDArray change =
        output
            .forward(hidden.forward(joined))
            .reshape(new Shape(batch, targets, config.horizon(), sites));
    return input.last().mul(persistence).add(change);
  }
}
