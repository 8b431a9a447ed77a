package dev.fairway.diffusion.augment;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * Some numbers in rising order. A quantile is the number of the nearest rank: one of them, and at
 * level 0 the least.
 */
record Ranked(double[] rising) {

  static Ranked of(DoubleStream numbers) {
    double[] rising = numbers.toArray();
    Arrays.sort(rising);
    return new Ranked(rising);
  }

  int size() {
    return rising.length;
  }

  /**
   * @param level in [0, 1]
   * @return NaN if there is no number
   */
  double at(double level) {
    if (rising.length == 0) {
      return Double.NaN;
    }
    return rising[Math.max(0, (int) Math.ceil(level * rising.length) - 1)];
  }
}
