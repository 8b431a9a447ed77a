package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.graph.GraphOperator;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.SnapshotNorm;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;

/**
 * The spatio-temporal graph convolutional network as published (Yu, Yin, Zhu 2018).
 *
 * <pre>
 * [B, C, 12, N] ─ block ─ [B, 64, 8, N] ─ block ─ [B, 64, 4, N] ─ gated convolution, norm ─
 *     [B, 128, 1, N] ─ pointwise, ReLU, pointwise ─ [B, O H, 1, N]
 *
 * block: gated convolution 64 ─ graph convolution 16 ─ gated convolution 64 ─ norm over (N, C)
 * </pre>
 *
 * <p>With one input channel, 228 sites, 3 polynomials and one output it has 240,577 parameters, as
 * the usual PyTorch version. Where the paper forecasts one interval H is 1. An encoder's features,
 * if there are any, are input channels that are the same at every step.
 */
final class ClassicNetwork implements ForecastNetwork {

  private final ClassicConfig config;
  private final int inputs;
  private final int outputs;
  private final Block first;
  private final Block second;
  private final GatedTemporalConvolution last;
  private final Norm lastNorm;
  private final Layer hidden;
  private final Layer output;

  ClassicNetwork(Parameters parameters, ClassicConfig config, int sites, int inputs, int outputs) {
    this.config = config;
    this.inputs = inputs;
    this.outputs = outputs;
    int width = config.temporalWidth();
    int wide = config.outputWidth();
    first = new Block(parameters.in("block1"), config, inputs, sites);
    second = new Block(parameters.in("block2"), config, width, sites);
    last = new GatedTemporalConvolution(parameters.in("last"), width, wide, config.stepsLeft());
    lastNorm = new Norm(parameters.in("last.norm"), wide, sites);
    hidden =
        TemporalConvolution.asInPyTorch(parameters.in("hidden"), wide, wide, 1).then(Ops::relu);
    output =
        TemporalConvolution.asInPyTorch(
            parameters.in("output"), wide, outputs * config.stepsAtOnce(), 1);
  }

  @Override
  public NDArray forward(StgcnInput input, Layer dropout) {
    NDArray x = window(input);
    NetworkGraph graph = input.graph();
    Shapes.require(x, "B", inputs, config.inputSteps(), graph.size());
    NDArray y =
        Layer.chain(
                List.of(
                    first.on(graph),
                    dropout,
                    second.on(graph),
                    dropout,
                    last,
                    lastNorm.on(graph),
                    hidden,
                    dropout,
                    output))
            .forward(x);
    return y.reshape(new Shape(x.getShape().get(0), outputs, config.stepsAtOnce(), graph.size()));
  }

  private static NDArray window(StgcnInput input) {
    NDArray window = input.window();
    Shape shape = window.getShape();
    return input
        .features()
        .map(
            features ->
                Ops.concat(
                    1,
                    window,
                    features.broadcast(
                        new Shape(
                            shape.get(0), features.getShape().get(1), shape.get(2), shape.get(3)))))
        .orElse(window);
  }

  /** Learns a gain and a bias of each channel and site, as the paper's code does. */
  private static final class Norm {
    private final NDArray gain;
    private final NDArray bias;

    Norm(Parameters parameters, int channels, int sites) {
      gain = parameters.create("gain" + PER_SITE, Initialiser.ones(), channels, sites);
      bias = parameters.create("bias" + PER_SITE, Initialiser.zeros(), channels, sites);
    }

    Layer on(NetworkGraph graph) {
      return x -> SnapshotNorm.apply(x, graph.select(gain), graph.select(bias));
    }
  }

  private static final class Block {
    private final GatedTemporalConvolution before;
    private final SpectralConvolution convolution;
    private final GatedTemporalConvolution after;
    private final Norm norm;

    Block(Parameters parameters, ClassicConfig config, int in, int sites) {
      int width = config.temporalWidth();
      before = new GatedTemporalConvolution(parameters.in("before"), in, width, config.kernel());
      convolution =
          new SpectralConvolution(
              parameters.in("graph"),
              config.graphConvolution(),
              config.polynomials(),
              width,
              config.graphWidth());
      after =
          new GatedTemporalConvolution(
              parameters.in("after"), config.graphWidth(), width, config.kernel());
      norm = new Norm(parameters.in("norm"), width, sites);
    }

    Layer on(NetworkGraph graph) {
      GraphOperator operator = graph.operators().get(0);
      Layer spread = x -> convolution.forward(x, operator);
      return Layer.chain(List.of(before, spread, after, norm.on(graph)));
    }
  }
}
