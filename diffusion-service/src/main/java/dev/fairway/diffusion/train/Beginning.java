package dev.fairway.diffusion.train;

import dev.fairway.tensor.HostTensor;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a training begins with.
 *
 * @param weights by name; what is not among them the seed decides
 * @param learns names of those that are trained; the others stay as they are
 */
record Beginning(Map<String, HostTensor> weights, Predicate<String> learns) {

  /** The seed decides all, and all is trained. */
  static final Beginning NEW = with(Map.of());

  /** All is trained. */
  static Beginning with(Map<String, HostTensor> weights) {
    return new Beginning(weights, name -> true);
  }
}
