package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.GradientMode;
import dev.fairway.tensor.Gradients;
import dev.fairway.tensor.TensorScope;
import java.util.function.BiFunction;

/**
 * Climbs a loss within a box by the signs of its slope: x becomes clip(x + step sign(dL/dx)) (Madry
 * et al. 2018, section 2.1). Memory is that of one iteration, whatever their number.
 *
 * @param shape of the points
 * @param loss from a point to a scalar; the scope is that of the iteration
 */
record ProjectedGradient(
    NDManager root, long[] shape, BiFunction<TensorScope, NDArray, NDArray> loss) {

  float[] climb(float[] start, Box box, double stepSize, int iterations) {
    float[] point = start;
    for (int i = 0; i < iterations; i++) {
      point = box.step(point, slope(point), stepSize);
    }
    return point;
  }

  private float[] slope(float[] at) {
    try (TensorScope scope = new TensorScope(root)) {
      NDArray point = scope.tensor(at, shape);
      point.setRequiresGradient(true);
      return GradientMode.on(
          () -> {
            Gradients.backward(loss.apply(scope, point));
            return Gradients.of(point, scope.manager())
                .map(NDArray::toFloatArray)
                .orElseGet(() -> new float[at.length]);
          });
    }
  }
}
