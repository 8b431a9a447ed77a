package dev.fairway.score;

import java.util.Arrays;

/** Scores of a forecast given as samples, in the unit of the forecast value. */
public final class EnsembleScore {

  private EnsembleScore() {}

  /**
   * Continuous ranked probability score of the distribution that the samples are drawn from: E|X -
   * y| - E|X - X'| / 2 (Gneiting and Raftery 2007, equation 21), where pairs are of different
   * samples, so that its mean does not hang on how many there are (the fair score, Ferro 2014). Of
   * one sample it is the absolute error.
   *
   * @param samples at least one, in any order
   */
  public static double crps(double observed, double[] samples) {
    double[] rising = sorted(samples);
    int count = rising.length;
    double toObserved = 0;
    double between = 0;
    for (int i = 0; i < count; i++) {
      toObserved += Math.abs(rising[i] - observed);
      // Each is above i others and below count - 1 - i: sum of |X - X'| over all ordered pairs.
      between += 2.0 * (2 * i - count + 1) * rising[i];
    }
    double pairs = count == 1 ? 1 : (double) count * (count - 1);
    return toObserved / count - between / pairs / 2;
  }

  /** The middle sample, or the mean of the two in the middle: the least absolute error. */
  public static double median(double[] samples) {
    double[] rising = sorted(samples);
    int middle = rising.length / 2;
    return rising.length % 2 == 1 ? rising[middle] : (rising[middle - 1] + rising[middle]) / 2;
  }

  /** From the lowest to the highest sample: {lowest, highest}. */
  public static double[] range(double[] samples) {
    double[] rising = sorted(samples);
    return new double[] {rising[0], rising[rising.length - 1]};
  }

  /**
   * How often a further sample lies in the {@link #range} of so many: (count - 1) / (count + 1),
   * whatever the distribution. Of 19 samples it is 0.9.
   */
  public static double nominalCoverage(int count) {
    return (count - 1.0) / (count + 1);
  }

  private static double[] sorted(double[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("No samples");
    }
    double[] rising = samples.clone();
    Arrays.sort(rising);
    return rising;
  }
}
