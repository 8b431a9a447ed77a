package dev.fairway.tensor;

import java.util.Arrays;
import java.util.Random;

/** First values of a parameter. */
@FunctionalInterface
public interface Initialiser {

  /**
   * @param random the only source of chance
   * @param count how many values
   */
  float[] values(Random random, int count);

  static Initialiser constant(double value) {
    return (random, count) -> {
      float[] values = new float[count];
      Arrays.fill(values, (float) value);
      return values;
    };
  }

  static Initialiser zeros() {
    return constant(0);
  }

  static Initialiser ones() {
    return constant(1);
  }

  static Initialiser normal(double deviation) {
    return (random, count) -> {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (deviation * random.nextGaussian());
      }
      return values;
    };
  }

  /** Uniform in [-bound, bound]. */
  static Initialiser uniform(double bound) {
    return (random, count) -> {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) (bound * (2 * random.nextDouble() - 1));
      }
      return values;
    };
  }

  /**
   * Variance 2 / (in + out): keeps signal and gradient alike through a linear map (Glorot 2010).
   */
  static Initialiser glorot(long fanIn, long fanOut) {
    return uniform(Math.sqrt(6.0 / (fanIn + fanOut)));
  }

  /** Variance 1 / in (LeCun 1998). */
  static Initialiser lecun(long fanIn) {
    return uniform(Math.sqrt(3.0 / fanIn));
  }
}
