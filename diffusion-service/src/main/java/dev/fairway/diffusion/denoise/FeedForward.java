package dev.fairway.diffusion.denoise;

import ai.djl.ndarray.NDArray;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Linear;
import dev.fairway.tensor.Ops;
import dev.fairway.tensor.Parameters;

/** A transformer's pointwise network: each token by itself, widened four times in between. */
public final class FeedForward implements Layer {

  private static final int EXPANSION = 4;

  private final Layer layers;

  public FeedForward(Parameters parameters, int width) {
    layers =
        new Linear(parameters.in("up"), width, EXPANSION * width)
            .then(Ops::gelu)
            .then(new Linear(parameters.in("down"), EXPANSION * width, width));
  }

  @Override
  public NDArray forward(NDArray x) {
    return layers.forward(x);
  }
}
