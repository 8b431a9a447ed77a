package dev.fairway.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Compares the engine's gradients with central differences, for an input and every parameter. */
public final class GradientCheck {

  private static final float STEP = 1e-2f;

  private GradientCheck() {}

  /** Checks the gradient of a random linear functional of the layer's output. */
  public static void check(Parameters parameters, Layer layer, double tolerance, long... shape) {
    try (NDManager root = TensorEngine.newRoot()) {
      Random random = new Random(7);
      int count = 1;
      for (long size : shape) {
        count *= (int) size;
      }
      float[] x = Initialiser.normal(1).values(random, count);
      int outputs;
      try (TensorScope scope = new TensorScope(root)) {
        scope.lend(parameters);
        outputs = (int) layer.forward(scope.tensor(x, shape)).size();
      }
      float[] weights = Initialiser.normal(1).values(random, outputs);
      Map<String, float[]> analytic = new TreeMap<>();
      GradientMode.on(
          () -> {
            try (TensorScope scope = new TensorScope(root)) {
              scope.lend(parameters);
              NDArray input = scope.tensor(x, shape);
              input.setRequiresGradient(true);
              Gradients.backward(functional(layer, scope, input, weights));
              analytic.put("x", Gradients.of(input, scope.manager()).orElseThrow().toFloatArray());
              parameters
                  .all()
                  .forEach(
                      (name, p) -> {
                        analytic.put(
                            name, Gradients.of(p, scope.manager()).orElseThrow().toFloatArray());
                        Gradients.zero(p);
                      });
              return analytic;
            }
          });
      compare(
          "x",
          x,
          analytic.get("x"),
          tolerance,
          () -> value(root, parameters, layer, x, weights, shape));
      Map<String, HostTensor> values = parameters.values();
      values.forEach(
          (name, tensor) ->
              compare(
                  name,
                  tensor.values(),
                  analytic.get(name),
                  tolerance,
                  () -> {
                    parameters.load(values);
                    return value(root, parameters, layer, x, weights, shape);
                  }));
      parameters.load(values);
    }
  }

  private interface Value {
    double get();
  }

  private static void compare(
      String name, float[] at, float[] gradient, double tolerance, Value value) {
    int stride = Math.max(1, at.length / 12);
    for (int i = 0; i < at.length; i += stride) {
      float before = at[i];
      at[i] = before + STEP;
      double above = value.get();
      float up = at[i];
      at[i] = before - STEP;
      double below = value.get();
      double numeric = (above - below) / ((double) up - at[i]);
      at[i] = before;
      assertThat((double) gradient[i])
          .as("d/d %s[%d]", name, i)
          .isCloseTo(
              numeric, org.assertj.core.data.Offset.offset(tolerance * (1 + Math.abs(numeric))));
    }
  }

  private static double value(
      NDManager root,
      Parameters parameters,
      Layer layer,
      float[] x,
      float[] weights,
      long[] shape) {
    return GradientMode.off(
        () -> {
          try (TensorScope scope = new TensorScope(root)) {
            scope.lend(parameters);
            return (double) functional(layer, scope, scope.tensor(x, shape), weights).getFloat();
          }
        });
  }

  private static NDArray functional(Layer layer, TensorScope scope, NDArray x, float[] weights) {
    NDArray y = layer.forward(x);
    return y.mul(scope.tensor(weights, y.getShape().getShape())).sum();
  }
}
