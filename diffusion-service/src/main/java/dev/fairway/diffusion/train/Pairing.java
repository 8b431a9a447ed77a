package dev.fairway.diffusion.train;

import java.util.random.RandomGenerator;

/** Which noise is mixed with which windows, and what of them counts. */
@FunctionalInterface
interface Pairing {

  /**
   * @param counts {@code [B, D]}, packed: the weight of each number, in [0, 1]
   */
  record Pairs(Coupling coupling, float[] counts) {}

  Pairs of(WindowItems items, RandomGenerator random);

  /** Any noise with any window; what is known and not given counts. */
  static Pairs independent(WindowItems items, RandomGenerator random) {
    return new Pairs(Coupling.independent(items.points(), random), items.hidden());
  }
}
