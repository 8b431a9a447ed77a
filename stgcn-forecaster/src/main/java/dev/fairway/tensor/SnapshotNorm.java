package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/**
 * Layer norm of the STGCN (Yu, Yin, Zhu 2018): each sample's time step is brought to mean 0 and
 * variance 1 over its channels and nodes, {@code [B, C, T, N]}; epsilon 1e-5.
 *
 * <p>The paper's code learns a gain and a bias per channel and node. Here they are per channel, so
 * that relabelling the nodes relabels the output.
 */
public final class SnapshotNorm implements Layer {

  private static final double EPSILON = 1e-5;

  private final NDArray gain;
  private final NDArray bias;
  private final int channels;

  public SnapshotNorm(Parameters parameters, int channels) {
    this.channels = channels;
    gain = parameters.create("gain", Initialiser.ones(), channels, 1, 1);
    bias = parameters.create("bias", Initialiser.zeros(), channels, 1, 1);
  }

  @Override
  public NDArray forward(NDArray x) {
    Shapes.require(x, "B", channels, "T", "N");
    NDArray centred = x.sub(Ops.mean(x, 1, 3));
    NDArray deviation = Ops.shift(Ops.mean(centred.square(), 1, 3), EPSILON).sqrt();
    return centred.div(deviation).mul(gain).add(bias);
  }
}
