package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * Convolution along time, the same at every node: {@code [B, in, T, N]} to {@code [B, out, T', N]}.
 * With a kernel of 1 it mixes channels, cell by cell.
 */
public final class TemporalConvolution implements Layer {

  /** What happens at the ends. */
  public enum Padding {
    /** Nothing is added: T' = T - dilation (kernel - 1). */
    VALID,
    /** Zeros before the first step, so that step t sees steps up to t only: T' = T. */
    CAUSAL,
    /** Zeros on both sides: T' = T. The kernel is odd. */
    SAME
  }

  private static final Shape ONE = new Shape(1, 1);
  private static final Shape NONE = new Shape(0, 0);

  private final NDArray weight;
  private final NDArray bias;
  private final int in;
  private final int reach;
  private final Padding padding;
  private final Shape dilationShape;
  private final Shape paddingShape;

  public TemporalConvolution(Parameters parameters, int in, int out, int kernel, Padding padding) {
    this(
        parameters,
        in,
        out,
        kernel,
        1,
        padding,
        Initialiser.glorot((long) in * kernel, (long) out * kernel));
  }

  public TemporalConvolution(
      Parameters parameters,
      int in,
      int out,
      int kernel,
      int dilation,
      Padding padding,
      Initialiser initialiser) {
    this(parameters, in, out, kernel, dilation, padding, initialiser, Initialiser.zeros());
  }

  private TemporalConvolution(
      Parameters parameters,
      int in,
      int out,
      int kernel,
      int dilation,
      Padding padding,
      Initialiser initialiser,
      Initialiser biases) {
    if (padding == Padding.SAME && kernel % 2 == 0) {
      throw new IllegalArgumentException("A kernel of " + kernel + " has no middle");
    }
    this.in = in;
    this.reach = dilation * (kernel - 1);
    this.padding = padding;
    this.dilationShape = new Shape(dilation, 1);
    this.paddingShape = padding == Padding.SAME ? new Shape(reach / 2, 0) : NONE;
    weight = parameters.create("weight", initialiser, out, in, kernel, 1);
    bias = parameters.create("bias", biases, out);
  }

  /**
   * Without padding, and with the first values that PyTorch gives a convolution: weights and biases
   * uniform within 1 / sqrt(in * kernel) (He et al. 2015 with the slope sqrt(5)).
   */
  public static TemporalConvolution asInPyTorch(
      Parameters parameters, int in, int out, int kernel) {
    Initialiser uniform = Initialiser.uniform(1 / Math.sqrt((double) in * kernel));
    return new TemporalConvolution(parameters, in, out, kernel, 1, Padding.VALID, uniform, uniform);
  }

  /** Mixes channels, cell by cell. */
  public static TemporalConvolution pointwise(Parameters parameters, int in, int out) {
    return new TemporalConvolution(parameters, in, out, 1, Padding.VALID);
  }

  /** Mixes channels, cell by cell, with its own first values: zeros for what starts as nothing. */
  public static TemporalConvolution pointwise(
      Parameters parameters, int in, int out, Initialiser initialiser) {
    return new TemporalConvolution(parameters, in, out, 1, 1, Padding.VALID, initialiser);
  }

  @Override
  public NDArray forward(NDArray x) {
    Shapes.require(x, "B", in, "T", "N");
    NDArray input = padding == Padding.CAUSAL && reach > 0 ? withPast(x) : x;
    return Conv2d.conv2d(input, weight, bias, ONE, paddingShape, dilationShape).head();
  }

  private NDArray withPast(NDArray x) {
    Shape shape = x.getShape();
    NDManager manager = x.getManager();
    NDArray past =
        manager.zeros(new Shape(shape.get(0), shape.get(1), reach, shape.get(3)), x.getDataType());
    return Ops.concat(2, past, x);
  }
}
