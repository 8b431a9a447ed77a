package dev.fairway.diffusion.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fairway.tensor.TensorScope;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a network is to learn, and from what examples.
 *
 * @param <N> the network
 */
interface Lesson<N> {

  /**
   * Loss of examples drawn at random.
   *
   * @param average gives the network with the average of its weights up to now; no gradient may
   *     reach it
   * @param random every draw comes from here
   * @return a scalar
   */
  NDArray loss(TensorScope scope, N network, Supplier<N> average, RandomGenerator random);

  /**
   * Loss of examples that are not learned from, always the same ones.
   *
   * @param root parent of what it needs; called without recording
   */
  double validate(NDManager root, N network);
}
