package dev.fairway.forecast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import dev.fairway.tensor.Parameters;
import dev.fairway.tensor.TensorScope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An encoder that learns on with the forecaster, whose loss moves its weights too; what it knew
 * before is where it starts. {@link NodeFeatures} are those of one that stays as it is.
 */
public interface TunedEncoder {

  /** What it is and how it learns, with its numbers: trainings that differ in it differ. */
  String name();

  /** Features of a node, d. */
  int size();

  /** Intervals of the windows that it reads. */
  int steps();

  /** Learning rate of its weights, as a share of the forecaster's. */
  double rateShare();

  /**
   * @param owner of its constants
   * @param parameters get its weights, as they are before they learn
   */
  Layers layers(NDManager owner, Parameters parameters);

  /**
   * The encoder as it has learned, as a forecaster that serves is given it.
   *
   * @param weights by the names that {@link #layers} gave them
   */
  NodeFeatures learned(Map<String, HostTensor> weights) throws IOException;

  /** It, as something that gradients flow through. */
  interface Layers {

    /**
     * @param windows without holes
     * @param seeds of each window's noise
     * @return {@code [B, d, 1, N]}
     */
    NDArray features(TensorScope scope, List<TrafficWindow> windows, long[] seeds);

    /** A scalar that is added to the forecast's loss: what it is not to forget. */
    Optional<NDArray> loss(TensorScope scope, RandomGenerator random);
  }
}
