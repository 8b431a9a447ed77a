package dev.fairway.tensor;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * A slow copy of a model's weights, a <- a + (1 - decay) (w - a): steadier than the weights
 * themselves. In the first steps the decay is smaller, (1 + n) / (10 + n), so that the random start
 * is soon forgotten.
 */
public final class ExponentialAverage implements AutoCloseable {

  private final Parameters parameters;
  private final Parameters average;
  private final double decay;
  private int updates;

  public ExponentialAverage(Parameters parameters, double decay) {
    this.parameters = parameters;
    this.average = parameters.copy();
    this.decay = decay;
  }

  /** After each training step. */
  public void update() {
    updates++;
    double rate = 1 - Math.min(decay, (1.0 + updates) / (10.0 + updates));
    GradientMode.runOff(() -> approach(rate));
  }

  private void approach(double rate) {
    try (TensorScope scope = new TensorScope(average.owner())) {
      scope.lend(parameters);
      scope.lend(average);
      for (Map.Entry<String, NDArray> entry : average.all().entrySet()) {
        NDArray weight = parameters.all().get(entry.getKey());
        entry.getValue().addi(Ops.scale(weight.sub(entry.getValue()), rate));
      }
    }
  }

  /**
   * Goes on where another average stopped.
   *
   * @param weights of that average
   * @param updates it had seen
   */
  public void restore(Map<String, HostTensor> weights, int updates) {
    average.load(weights);
    this.updates = updates;
  }

  /** The averaged weights; do not train them. */
  public Parameters weights() {
    return average;
  }

  @Override
  public void close() {
    average.close();
  }
}
