package dev.fairway.benchmarks.speed;

import java.util.Arrays;

/**
 * Times of repetitions, in rounds: the two sides take turns, so that what else the machine does
 * hits both.
 *
 * @param rounds median seconds of each round, in order
 */
public record Times(double[] rounds) {

  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double median() {
    return median(rounds);
  }

  /** This side's time as a share of the other's, round by round. */
  public Ratio to(Times other) {
    double[] ratios = new double[rounds.length];
    Arrays.setAll(ratios, i -> rounds[i] / other.rounds[i]);
    Arrays.sort(ratios);
    return new Ratio(
        median(ratios), ratios[ratios.length / 4], ratios[ratios.length - 1 - ratios.length / 4]);
  }

  /**
   * @param median over the rounds
   * @param lower quartile
   * @param upper quartile
   */
  public record Ratio(double median, double lower, double upper) {}
}
