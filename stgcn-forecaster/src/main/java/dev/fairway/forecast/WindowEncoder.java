package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.fairway.tensor.Layer;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TemporalConvolution;

/**
 * The whole window of a site through one linear map (STID, Shao et al. 2022): {@code [B, C, T, N]}
 * to {@code [B, w, 1, N]}.
 */
final class WindowEncoder implements Layer {

  private final Layer map;
  private final int cells;

  WindowEncoder(Parameters parameters, int inputs, int steps, int width) {
    cells = inputs * steps;
    map = TemporalConvolution.pointwise(parameters, cells, width);
  }

  @Override
  public NDArray forward(NDArray x) {
    Shape shape = x.getShape();
    return map.forward(x.reshape(new Shape(shape.get(0), cells, 1, shape.get(3))));
  }
}
