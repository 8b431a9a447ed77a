package dev.fairway.diffusion.train;

import dev.fairway.tensor.HostTensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * The weights with the lowest validation loss so far, and how often it has not been lowered since.
 */
final class BestWeights {

  private static final String WEIGHTS = "best/";
  private static final String COUNTS = "counts";

  private double firstLoss = Double.NaN;
  private double loss = Double.POSITIVE_INFINITY;
  private double latest = Double.NaN;
  private int looksSince;
  private Map<String, HostTensor> weights = Map.of();

  void look(double newLoss, Map<String, HostTensor> newWeights) {
    if (Double.isNaN(firstLoss)) {
      firstLoss = newLoss;
    }
    latest = newLoss;
    if (newLoss < loss) {
      loss = newLoss;
      weights = newWeights;
      looksSince = 0;
    } else {
      looksSince++;
    }
  }

  /** Before any training. */
  double firstLoss() {
    return firstLoss;
  }

  double loss() {
    return loss;
  }

  double latest() {
    return latest;
  }

  int looksSince() {
    return looksSince;
  }

  Map<String, HostTensor> weights() {
    return weights;
  }

  Map<String, HostTensor> state() {
    Map<String, HostTensor> state = new TreeMap<>();
    weights.forEach((name, tensor) -> state.put(WEIGHTS + name, tensor));
    state.put(
        COUNTS,
        new HostTensor(new long[] {3}, new float[] {(float) firstLoss, (float) loss, looksSince}));
    return state;
  }

  static BestWeights restored(Map<String, HostTensor> state) {
    BestWeights best = new BestWeights();
    float[] counts = state.get(COUNTS).values();
    best.firstLoss = counts[0];
    best.loss = counts[1];
    best.looksSince = (int) counts[2];
    best.weights = new TreeMap<>();
    state.forEach(
        (name, tensor) -> {
          if (name.startsWith(WEIGHTS)) {
            best.weights.put(name.substring(WEIGHTS.length()), tensor);
          }
        });
    return best;
  }
}
