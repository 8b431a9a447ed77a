package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A differentiable map of one tensor. A layer holds its parameters and nothing that changes: it may
 * be called from several threads.
 */
@FunctionalInterface
public interface Layer {

  NDArray forward(NDArray x);

  /** This layer, then the next. */
  default Layer then(Layer next) {
    return x -> next.forward(forward(x));
  }

  static Layer chain(List<Layer> layers) {
    return x -> {
      NDArray y = x;
      for (Layer layer : layers) {
        y = layer.forward(y);
      }
      return y;
    };
  }
}
