package dev.fairway.diffusion.train;

import java.util.random.RandomGenerator;

/** Which noise is mixed with which windows, and what of them counts. */
@FunctionalInterface
interface Pairing {

  /**
   * @param times that the items are noised to
   * @param counts {@code [B, D]}, packed: the weight of each number, in [0, 1]
   */
  record Pairs(Coupling coupling, double[] times, float[] counts) {}

  /**
   * @param times of each item, as they were drawn
   */
  Pairs of(WindowItems items, double[] times, RandomGenerator random);

  /**
   * That by which a model is judged while it learns: the loss itself, whatever else it is asked.
   */
  default Pairing judged() {
    return this;
  }

  /** Any noise with any window; what is known and not given counts. */
  static Pairs independent(WindowItems items, double[] times, RandomGenerator random) {
    return new Pairs(Coupling.independent(items.points(), random), times, items.hidden());
  }
}
