package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/** Mean 0 and variance 1 along the last axis, then a gain and a bias per entry; epsilon 1e-5. */
public final class LayerNorm implements Layer {

  private static final float EPSILON = 1e-5f;

  private final NDArray gain;
  private final NDArray bias;

  public LayerNorm(Parameters parameters, int size) {
    gain = parameters.create("gain", Initialiser.ones(), size);
    bias = parameters.create("bias", Initialiser.zeros(), size);
  }

  @Override
  public NDArray forward(NDArray x) {
    return ai.djl.nn.norm.LayerNorm.layerNorm(x, gain.getShape(), gain, bias, EPSILON).head();
  }
}
