package dev.fairway.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Makes good input bad: the same random numbers make the same input. */
@FunctionalInterface
public interface Mutation {

  /** Of input of any kind. */
  Mutation OF_BYTES = (random, seeds) -> new ByteMutation(random, seeds).next();

  /**
   * @param seeds good inputs
   */
  byte[] next(SplittableRandom random, List<byte[]> seeds);

  /** Now this one, now the other. */
  default Mutation or(Mutation other) {
    return (random, seeds) -> (random.nextBoolean() ? this : other).next(random, seeds);
  }
}
