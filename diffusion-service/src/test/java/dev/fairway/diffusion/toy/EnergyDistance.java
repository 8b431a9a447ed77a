package dev.fairway.diffusion.toy;

import java.util.random.RandomGenerator;

/**
 * Are two samples from one distribution? The energy distance 2 E|X - Y| - E|X - X'| - E|Y - Y'|
 * (Szekely and Rizzo 2013) beside its values after shuffling who belongs to which sample.
 */
public final class EnergyDistance {

  /**
   * @param one items packed one after the other; as many in {@code other}
   * @return share of the shuffled distances that are at least as large, the given one among them
   */
  public static double pValue(
      double[] one, double[] other, int dimensions, int shuffles, RandomGenerator random) {
    int n = one.length / dimensions;
    double[] distances = distances(one, other, dimensions);
    boolean[] first = new boolean[2 * n];
    for (int i = 0; i < n; i++) {
      first[i] = true;
    }
    double seen = across(distances, first);
    int larger = 1;
    for (int s = 0; s < shuffles; s++) {
      for (int i = first.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        boolean held = first[i];
        first[i] = first[j];
        first[j] = held;
      }
      if (across(distances, first) >= seen) {
        larger++;
      }
    }
    return larger / (shuffles + 1.0);
  }

  /** With the sum of all distances fixed, the energy distance grows with that across. */
  private static double across(double[] distances, boolean[] first) {
    int n = first.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (first[i] != first[j]) {
          sum += distances[i * n + j];
        }
      }
    }
    return sum;
  }

  private static double[] distances(double[] one, double[] other, int dimensions) {
    int n = 2 * one.length / dimensions;
    double[] all = new double[2 * one.length];
    System.arraycopy(one, 0, all, 0, one.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    double[] distances = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double squares = 0;
        for (int k = 0; k < dimensions; k++) {
          double away = all[i * dimensions + k] - all[j * dimensions + k];
          squares += away * away;
        }
        distances[i * n + j] = Math.sqrt(squares);
      }
    }
    return distances;
  }

  private EnergyDistance() {}
}
