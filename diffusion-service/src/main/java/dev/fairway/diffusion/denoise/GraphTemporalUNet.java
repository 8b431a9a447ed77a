package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.GroupNorm;
import dev.fairway.tensor.Initialiser;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.TemporalConvolution;

/**
 * A U-Net that keeps the nodes and halves time twice: convolution along time and along the graph in
 * every block, encoder outputs joined to the decoder's inputs (Ho et al. 2020; graph form after Wen
 * et al., DiffSTG, 2023). Numbers are {@link Tap}s:
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
  private static final int INPUTS = 3;
  private static final int TIME_FACTOR = 4;

  private final UNetShape shape;
  private final Layer context;
  private final Layer lift;
  private final NDArray sites;
  private final ResidualBlock encoderFine;
  private final ResidualBlock encoderCoarse;
  private final ResidualBlock middle;
  private final ResidualBlock decoderCoarse;
  private final ResidualBlock decoderFine;
  private final Layer out;

  public GraphTemporalUNet(Parameters parameters, UNetShape shape, WalkOperators walks) {
    if (walks.sites() != shape.sites() || walks.hops() != shape.hops()) {
      throw new IllegalArgumentException(
          "A denoiser of "
              + shape
              + " on walks of "
              + walks.hops()
              + " hops over "
              + walks.sites());
    }
    this.shape = shape;
    int width = shape.width();
    this.context =
        new Linear(parameters.in("context1"), StepContext.FEATURES, CONTEXT_WIDTH)
            .then(Ops::silu)
            .then(new Linear(parameters.in("context2"), CONTEXT_WIDTH, CONTEXT_WIDTH))
            .then(Ops::silu);
    this.lift =
        TemporalConvolution.pointwise(parameters.in("lift"), INPUTS * shape.channels(), width);
    this.sites = parameters.create("sites", Initialiser.normal(0.1), 1, width, 1, shape.sites());
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
                    parameters.in("out"), width, shape.channels(), Initialiser.zeros()));
  }

  private ResidualBlock block(Parameters parameters, int in, WalkOperators walks) {
    return new ResidualBlock(parameters, in, shape.width(), CONTEXT_WIDTH, walks);
  }

  @Override
  public NDArray forward(DenoiserInput input, Activations activations) {
    NDArray noisy = input.noisy();
    int steps = Shapes.require(noisy, "B", shape.channels(), "T", shape.sites()).get("T");
    requireAlike(noisy, input.given());
    requireAlike(noisy, input.mask());
    Shapes.require(input.context(), "B", StepContext.FEATURES);
    NDArray mask = input.mask();
    NDArray hidden = noisy.sub(noisy.mul(mask));
    NDArray x = padded(Ops.concat(1, hidden, input.given().mul(mask), mask), steps);
    NDArray moment = context.forward(input.context());

    NDArray fine = encoderFine.forward(lift.forward(x).add(sites), moment);
    activations.record(Tap.ENCODER_FINE, fine);
    NDArray coarse = encoderCoarse.forward(halved(fine), moment);
    activations.record(Tap.ENCODER_COARSE, coarse);
    NDArray narrow = middle.forward(halved(coarse), moment);
    activations.record(Tap.MIDDLE, narrow);
    NDArray up = decoderCoarse.forward(Ops.concat(1, doubled(narrow), coarse), moment);
    activations.record(Tap.DECODER_COARSE, up);
    up = decoderFine.forward(Ops.concat(1, doubled(up), fine), moment);
    activations.record(Tap.DECODER_FINE, up);
    NDArray predicted = out.forward(up);
    return predicted.getShape().get(2) == steps ? predicted : predicted.get(":, :, :" + steps);
  }

  private static void requireAlike(NDArray x, NDArray other) {
    if (!x.getShape().equals(other.getShape())) {
      throw new IllegalArgumentException(
          "Noisy values are " + x.getShape() + ", given values or mask " + other.getShape());
    }
  }

  private static NDArray padded(NDArray x, int steps) {
    int missing = (TIME_FACTOR - steps % TIME_FACTOR) % TIME_FACTOR;
    if (missing == 0) {
      return x;
    }
    Shape s = x.getShape();
    return Ops.concat(2, x, x.getManager().zeros(new Shape(s.get(0), s.get(1), missing, s.get(3))));
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
