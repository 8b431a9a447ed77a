package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;

/** First derivatives of a scalar. There are no usable second ones in this engine. */
public final class Gradients {

  private Gradients() {}

  /**
   * Adds d loss / d leaf to the gradient of every leaf that requires one. The thread's {@link
   * GradientMode} must have been on while the loss was computed.
   *
   * @param loss a scalar
   */
  public static void backward(NDArray loss) {
    Shapes.require(loss);
    try (NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType())) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /**
   * The gradient a leaf has collected, as a handle that lives on {@code owner}; empty if it
   * requires none, or the loss did not depend on it. (Each look at a gradient is a new native
   * handle: without an owner it leaks.)
   */
  public static Optional<NDArray> of(NDArray leaf, NDManager owner) {
    if (!leaf.hasGradient()) {
      return Optional.empty();
    }
    NDArray gradient = leaf.getGradient();
    if (gradient == null) {
      return Optional.empty();
    }
    gradient.attach(owner);
    return Optional.of(gradient);
  }

  /** Forgets the gradient a leaf has collected. */
  public static void zero(NDArray leaf) {
    JniUtils.zeroGrad((PtNDArray) leaf);
  }

  /** The same numbers, cut off from what they were computed from. */
  public static NDArray stop(NDArray x) {
    return x.stopGradient();
  }
}
