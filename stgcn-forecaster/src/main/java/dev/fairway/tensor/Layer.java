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
    return chain(List.of(this, next));
  }

  /**
   * One after another. What one hands to the next is freed at once, so that the next result finds
   * memory that is still in the processor's cache; what a gradient needs of it, the gradient holds.
   */
  static Layer chain(List<Layer> layers) {
    return x -> {
      NDArray y = x;
      for (Layer layer : layers) {
        NDArray next = layer.forward(y);
        if (y != x && y != next) {
          y.close();
        }
        y = next;
      }
      return y;
    };
  }
}
