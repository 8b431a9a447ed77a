package dev.fairway.fuzz;

import java.util.HexFormat;
import java.util.SplittableRandom;

/** Gives a target one bad input after the other. */
public final class FuzzRun {

  /**
   * What a run came to.
   *
   * @param refused inputs that were said to be bad; the others were read
   * @param slowestNanos longest that one took
   */
  public record Outcome(long inputs, long refused, long slowestNanos) {}

  /**
   * @throws AssertionError with all that is needed to see it again, if anything is thrown that is
   *     no refusal
   */
  public static Outcome of(FuzzTarget target, long seed, long inputs) {
    SplittableRandom random = new SplittableRandom(seed);
    long refused = 0;
    long slowest = 0;
    for (long i = 0; i < inputs; i++) {
      byte[] input = target.mutation().next(random, target.seeds());
      long began = System.nanoTime();
      if (!isRead(target, input, seed, i)) {
        refused++;
      }
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    return new Outcome(inputs, refused, slowest);
  }

  private static boolean isRead(FuzzTarget target, byte[] input, long seed, long number) {
    try {
      target.parser().parse(input);
      return true;
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      if (target.isRefusal(e)) {
        return false;
      }
      throw new AssertionError(
          "%s, seed %d, input %d: %s; in hexadecimal %s"
              .formatted(target, seed, number, e, HexFormat.of().formatHex(input)),
          e);
    }
  }

  private FuzzRun() {}
}
