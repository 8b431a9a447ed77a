package dev.fairway.diffusion.scale;

import java.util.Arrays;

/**
 * What is expected of a window's cells by what of it is given, scaled. A denoiser guesses how far
 * the cells are from it, in the deviations that are usual with so much given: {@code (z - mean) /
 * deviation}. One that has learned nothing yet fills holes with the mean.
 *
 * @param mean {@code [C, T, N]}, packed; 0 where given
 * @param deviation likewise, above 0; 1 where given
 */
public record Expectation(float[] mean, float[] deviation) {

  /** Nothing is given: what is usual, as usual. */
  public static Expectation ofNothing(int cells) {
    Expectation expectation = new Expectation(new float[cells], new float[cells]);
    Arrays.fill(expectation.deviation, 1);
    return expectation;
  }

  /** From a scaled value to its distance from what is expected. */
  public double distance(double scaled, int cell) {
    return (scaled - mean[cell]) / deviation[cell];
  }

  /** Undoes {@link #distance}. */
  public double scaled(double distance, int cell) {
    return mean[cell] + distance * deviation[cell];
  }
}
