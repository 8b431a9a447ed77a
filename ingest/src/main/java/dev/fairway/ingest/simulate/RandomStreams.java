package dev.fairway.ingest.simulate;

import org.hipparchus.random.RandomDataGenerator;

/**
 * Independent random numbers for every purpose and day, all told by one seed: what happens on a day
 * does not hang on how many numbers were drawn before it.
 */
public record RandomStreams(long seed) {

  /**
   * @param purpose what the numbers are for
   * @param index which of them: an epoch day, a vessel's number...
   */
  public RandomDataGenerator stream(String purpose, long index) {
    return new RandomDataGenerator(mix(mix(seed ^ mix(purpose.hashCode())) ^ index));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every bit depends on every other. */
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
