package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Operations that are safe to differentiate.
 *
 * <p>DJL's {@code mul(Number)}, {@code div(Number)} and {@code pow(Number)} wrap a Java buffer that
 * the garbage collector may free while the gradient still needs it: the gradients are then silently
 * wrong. Nothing here calls them, and a test forbids them everywhere.
 */
public final class Ops {

  private Ops() {}

  /** A tensor with its own native copy of the data, which therefore may change or go. */
  public static NDArray tensor(NDManager manager, float[] data, long... shape) {
    try (NDArray borrowed = manager.create(data, new Shape(shape))) {
      return borrowed.duplicate();
    }
  }

  /**
   * A copy on another manager: operations put their results where their first input lives, so a
   * constant that comes first must live where the results are to.
   */
  public static NDArray copy(NDManager manager, NDArray x) {
    NDArray copy = x.duplicate();
    copy.attach(manager);
    return copy;
  }

  /** A scalar, 0 axes. */
  public static NDArray scalar(NDManager manager, double value) {
    return manager.full(new Shape(), (float) value, DataType.FLOAT32);
  }

  /** c x. */
  public static NDArray scale(NDArray x, double c) {
    return x.mul(scalar(x.getManager(), c));
  }

  /** x + c. */
  public static NDArray shift(NDArray x, double c) {
    return x.add(scalar(x.getManager(), c));
  }

  /** Mean over the given axes, which stay as axes of size 1. */
  public static NDArray mean(NDArray x, int... axes) {
    long count = 1;
    for (int axis : axes) {
      count *= x.getShape().get(axis);
    }
    return scale(x.sum(axes, true), 1.0 / count);
  }

  /** Joins along an axis; the result lives where the first part does. */
  public static NDArray concat(int axis, NDArray first, NDArray... rest) {
    NDList parts = new NDList(first);
    parts.addAll(new NDList(rest));
    return NDArrays.concat(parts, axis);
  }

  /** Places {@code from} (inclusive) to {@code to} (exclusive) of an axis. */
  public static NDArray part(NDArray x, int axis, int from, int to) {
    long all = x.getShape().get(axis);
    if (from == 0 && to == all) {
      return x;
    }
    return x.split(from == 0 ? new long[] {to} : cuts(from, to, all), axis).get(from == 0 ? 0 : 1);
  }

  private static long[] cuts(int from, int to, long all) {
    return to == all ? new long[] {from} : new long[] {from, to};
  }

  /** x sigmoid(x). */
  public static NDArray silu(NDArray x) {
    return FusedOps.call("silu", x);
  }

  /**
   * SiLU of x (1 + scale) + shift (FiLM, Perez et al. 2018), in one call.
   *
   * @param scale broadcasts to {@code x}; {@code shift} likewise
   */
  public static NDArray modulatedSilu(NDArray x, NDArray scale, NDArray shift) {
    return FusedOps.call("modulated_silu", x, scale, shift);
  }

  /** x Phi(x), with the exact normal distribution function. */
  public static NDArray gelu(NDArray x) {
    return FusedOps.call("gelu", x);
  }

  /** log(1 + exp(x)). */
  public static NDArray softplus(NDArray x) {
    return FusedOps.call("softplus", x);
  }

  public static NDArray relu(NDArray x) {
    return FusedOps.call("relu", x);
  }

  public static NDArray sigmoid(NDArray x) {
    return FusedOps.call("sigmoid", x);
  }

  /** Gated linear unit over the channels: {@code [B, 2C, ...]} becomes a sigmoid(b). */
  public static NDArray glu(NDArray x) {
    return FusedOps.call("glu_channels", x);
  }

  /** softmax(q k' / sqrt(d)) v for q, k, v of shape {@code [..., L, d]}. */
  public static NDArray attention(NDArray q, NDArray k, NDArray v) {
    return FusedOps.call("attention", q, k, v);
  }

  /**
   * softmax(q k' / sqrt(d) + bias) v.
   *
   * @param bias broadcasts to {@code [..., L, L']}
   */
  public static NDArray attention(NDArray q, NDArray k, NDArray v, NDArray bias) {
    return FusedOps.call("attention_biased", q, k, v, bias);
  }

  /** x + 1 above 0, exp(x) below: positive everywhere (Katharopoulos et al. 2020). */
  public static NDArray eluPlusOne(NDArray x) {
    return FusedOps.call("elu_plus_one", x);
  }

  /** Mean 0 and variance 1 along the last axis; epsilon 1e-5. */
  public static NDArray standardised(NDArray x) {
    return FusedOps.call("standardised", x);
  }

  /**
   * Some rows: places of the last axis but one.
   *
   * @param places whole numbers in an array of 64-bit integers
   */
  public static NDArray selectRows(NDArray x, NDArray places) {
    return FusedOps.call("select_rows", x, places);
  }

  /** log Gamma(x), for x above 0. */
  public static NDArray logGamma(NDArray x) {
    return FusedOps.call("lgamma", x);
  }

  /**
   * Some places of the last axis.
   *
   * @param places whole numbers in an array of 64-bit integers
   */
  public static NDArray selectLast(NDArray x, NDArray places) {
    return FusedOps.call("select_last", x, places);
  }

  /**
   * (P + x') sigmoid(Q) for gates {@code [B, 2C, T', N]} that hold P and Q, where x' is {@code x},
   * {@code [B, c, T, N]} with c at most C, at its last T' steps and with zeros for the missing
   * channels. The gates are used up: x' is added in place, since a sum of its own would be one more
   * array as large as they are.
   */
  public static NDArray gatedResidual(NDArray gates, NDArray x) {
    return FusedOps.call("gated_residual", gates, x);
  }
}
