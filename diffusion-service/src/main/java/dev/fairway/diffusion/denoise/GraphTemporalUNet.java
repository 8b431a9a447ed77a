package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.GroupNorm;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;
import java.util.List;

/**
 * A U-Net that keeps the nodes and halves time twice: convolution along time and along the graph in
 * every block, encoder outputs joined to the decoder's inputs (Ho et al. 2020; graph form after Wen
 * et al., DiffSTG, 2023). Numbers are those of its {@link Tap}s:
 *
 * <pre>
 *   T    [1]----------------------------------[5] - out
 *          \ mean of 2                repeat /
 *   T/2     [2]------------------------[4]--'
 *             \ mean of 2      repeat /
 *   T/4        `-------[3]-----------'
 * </pre>
 *
 * <p>Departures: means and repeats in place of strided convolutions, no attention, and a learned
 * vector for each site, since what is usual at a place cannot be told from the graph. A window
 * whose length is no multiple of 4 is padded with cells that are not given.
 */
public final class GraphTemporalUNet implements Denoiser {

  private static final int GROUPS = 8;
  private static final int CONTEXT_WIDTH = 64;
  private static final int TIME_FACTOR = 4;
  private static final List<Tap> TAPS =
      Tap.numbered(
          List.of("encoder-fine", "encoder-coarse", "middle", "decoder-coarse", "decoder-fine"));

  private final int width;
  private final InputCells cells;
  private final ConditionEmbedding condition;
  private final Layer lift;
  private final SiteEmbedding sites;
  private final ResidualBlock encoderFine;
  private final ResidualBlock encoderCoarse;
  private final ResidualBlock middle;
  private final ResidualBlock decoderCoarse;
  private final ResidualBlock decoderFine;
  private final Layer out;

  GraphTemporalUNet(
      NDManager owner,
      Parameters parameters,
      UNetShape shape,
      int channels,
      TrafficNetwork network) {
    this.width = shape.width();
    WalkOperators walks = WalkOperators.of(owner, network, shape.hops());
    this.cells = new InputCells(channels, network.size(), shape.conditioning().prior());
    this.condition =
        new ConditionEmbedding(parameters, shape.conditioning().eventKinds(), CONTEXT_WIDTH);
    this.lift = TemporalConvolution.pointwise(parameters.in("lift"), cells.inputs(), width);
    this.sites = new SiteEmbedding(owner, parameters.in("sites"), network, 0, width);
    this.encoderFine = block(parameters.in("encoderFine"), width, walks);
    this.encoderCoarse = block(parameters.in("encoderCoarse"), width, walks);
    this.middle = block(parameters.in("middle"), width, walks);
    this.decoderCoarse = block(parameters.in("decoderCoarse"), 2 * width, walks);
    this.decoderFine = block(parameters.in("decoderFine"), 2 * width, walks);
    // Starts as nothing: the first prediction is the mean of what is predicted.
    this.out =
        GroupNorm.withSilu(parameters.in("outNorm"), width, GROUPS)
            .then(
                TemporalConvolution.pointwise(
                    parameters.in("out"), width, channels, Initialiser.zeros()));
  }

  private ResidualBlock block(Parameters parameters, int in, WalkOperators walks) {
    return new ResidualBlock(parameters, in, width, CONTEXT_WIDTH, walks);
  }

  @Override
  public List<Tap> taps() {
    return TAPS;
  }

  @Override
  public List<AttentionTap> attentionTaps() {
    return List.of();
  }

  @Override
  public NDArray forward(DenoiserInput input, Trace trace) {
    NDArray x = cells.of(input, TIME_FACTOR);
    NDArray moment = condition.forward(input);
    NDArray places = sites.forward(x.getManager()).transpose().reshape(1, width, 1, cells.sites());

    NDArray fine =
        TAPS.get(0).pass(trace, encoderFine.forward(lift.forward(x).add(places), moment));
    NDArray coarse = TAPS.get(1).pass(trace, encoderCoarse.forward(halved(fine), moment));
    NDArray narrow = TAPS.get(2).pass(trace, middle.forward(halved(coarse), moment));
    NDArray joined = Ops.concat(1, doubled(narrow), coarse);
    NDArray up = TAPS.get(3).pass(trace, decoderCoarse.forward(joined, moment));
    joined = Ops.concat(1, doubled(up), fine);
    up = TAPS.get(4).pass(trace, decoderFine.forward(joined, moment));
    return InputCells.cut(out.forward(up), input);
  }

  /** Means of neighbouring steps. */
  private static NDArray halved(NDArray x) {
    Shape s = x.getShape();
    return Ops.mean(x.reshape(s.get(0), s.get(1), s.get(2) / 2, 2, s.get(3)), 3)
        .reshape(s.get(0), s.get(1), s.get(2) / 2, s.get(3));
  }

  /** Every step twice. */
  private static NDArray doubled(NDArray x) {
    Shape s = x.getShape();
    NDArray single = x.reshape(s.get(0), s.get(1), s.get(2), 1, s.get(3));
    return Ops.concat(3, single, single).reshape(s.get(0), s.get(1), 2 * s.get(2), s.get(3));
  }
}
