package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * One step of training: loss, gradients, clipping by their common norm, Adam. Nothing native is
 * left behind.
 */
public final class TrainingStep {

  private final NDManager root;
  private final Parameters parameters;
  private final AdamOptimizer optimizer;
  private final double largestNorm;

  /**
   * What a step did.
   *
   * @param loss before the step
   * @param gradientNorm Euclidean norm of all gradients together, before clipping
   */
  public record Result(float loss, double gradientNorm) {}

  /**
   * @param largestNorm gradients with a larger norm are scaled down to it
   */
  public TrainingStep(
      NDManager root, Parameters parameters, AdamOptimizer optimizer, double largestNorm) {
    this.root = root;
    this.parameters = parameters;
    this.optimizer = optimizer;
    this.largestNorm = largestNorm;
  }

  /**
   * @param loss computes a scalar from the parameters, which are lent to the scope, and from
   *     tensors made in it
   * @throws TrainingDivergedException if loss or gradient are not finite; the parameters are then
   *     as they were
   */
  public Result run(double learningRate, Function<TensorScope, NDArray> loss) {
    try (TensorScope scope = new TensorScope(root)) {
      scope.lend(parameters);
      float value =
          GradientMode.on(
              () -> {
                NDArray scalar = loss.apply(scope);
                Gradients.backward(scalar);
                return scalar.getFloat();
              });
      return GradientMode.off(() -> descend(learningRate, value, scope.manager()));
    }
  }

  private Result descend(double learningRate, float loss, NDManager manager) {
    Map<String, NDArray> gradients = gradients(manager);
    double norm = norm(gradients, manager);
    try {
      if (!Float.isFinite(loss) || !Double.isFinite(norm)) {
        throw new TrainingDivergedException(loss, norm);
      }
      optimizer.step(gradients, learningRate, norm > largestNorm ? largestNorm / norm : 1);
      return new Result(loss, norm);
    } finally {
      gradients.keySet().forEach(name -> Gradients.zero(parameters.all().get(name)));
    }
  }

  private Map<String, NDArray> gradients(NDManager owner) {
    Map<String, NDArray> gradients = new TreeMap<>();
    parameters
        .all()
        .forEach(
            (name, p) ->
                Gradients.of(p, owner).ifPresent(gradient -> gradients.put(name, gradient)));
    return gradients;
  }

  private static double norm(Map<String, NDArray> gradients, NDManager manager) {
    NDArray sum = Ops.scalar(manager, 0);
    for (NDArray gradient : gradients.values()) {
      sum = sum.add(gradient.square().sum());
    }
    return Math.sqrt(sum.getFloat());
  }
}
