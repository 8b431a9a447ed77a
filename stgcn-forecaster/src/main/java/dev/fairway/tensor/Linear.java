package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;

/** x W + b along the last axis: {@code [..., in]} to {@code [..., out]}. */
public final class Linear implements Layer {

  private final NDArray weight;
  private final NDArray bias;

  public Linear(Parameters parameters, int in, int out) {
    this(parameters, in, out, Initialiser.glorot(in, out));
  }

  public Linear(Parameters parameters, int in, int out, Initialiser initialiser) {
    weight = parameters.create("weight", initialiser, in, out);
    bias = parameters.create("bias", Initialiser.zeros(), out);
  }

  @Override
  public NDArray forward(NDArray x) {
    return x.matMul(weight).add(bias);
  }
}
