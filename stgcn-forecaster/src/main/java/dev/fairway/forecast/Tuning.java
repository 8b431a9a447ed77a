package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.WindowSeed;
import dev.fairway.tensor.Shapes;
import dev.fairway.tensor.TensorScope;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * An encoder among a training's layers.
 *
 * @param rates learning rates of all weights by name, as shares of the training's
 * @param network id, of which the seeds of windows that are not learned from are derived
 */
record Tuning(TunedEncoder.Layers encoder, ToDoubleFunction<String> rates, String network) {

  /**
   * A batch with features under noise of its own.
   *
   * @param shown for each example whether the forecaster is given its features; else it is given 0
   */
  StgcnInput of(
      TensorScope scope,
      StgcnInput input,
      List<Example> batch,
      boolean[] shown,
      RandomGenerator noise) {
    return with(scope, input, batch, shown, noise.longs(batch.size()).toArray());
  }

  /** A batch with the features that it has when it is served. */
  StgcnInput asServed(TensorScope scope, StgcnInput input, List<Example> batch) {
    boolean[] shown = new boolean[batch.size()];
    Arrays.fill(shown, true);
    long[] seeds =
        batch.stream()
            .mapToLong(e -> WindowSeed.of(network, e.input().observed().start()))
            .toArray();
    return with(scope, input, batch, shown, seeds);
  }

  private StgcnInput with(
      TensorScope scope, StgcnInput input, List<Example> batch, boolean[] shown, long[] seeds) {
    List<TrafficWindow> windows =
        batch.stream().map(e -> e.input().observed().complete(e.input().filled())).toList();
    NDArray features = encoder.features(scope, windows, seeds);
    Shapes.require(features, batch.size(), "d", 1, windows.get(0).sites());
    float[] mask = new float[shown.length];
    for (int b = 0; b < mask.length; b++) {
      mask[b] = shown[b] ? 1 : 0;
    }
    return input.withFeatures(
        input.graph().select(features.mul(scope.tensor(mask, mask.length, 1, 1, 1))));
  }
}
