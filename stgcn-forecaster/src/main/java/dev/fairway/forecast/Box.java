package dev.fairway.forecast;

import java.util.SplittableRandom;

/**
 * Where a point may lie: between two bounds in each coordinate. A coordinate whose bounds are the
 * same is fixed.
 *
 * @param low packed
 * @param high likewise, nowhere below {@code low}
 */
record Box(float[] low, float[] high) {

  boolean isFixed(int coordinate) {
    return low[coordinate] == high[coordinate];
  }

  /** Any point, all as likely. */
  float[] somewhere(SplittableRandom random) {
    float[] point = new float[low.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = clip(i, low[i] + random.nextDouble() * (high[i] - low[i]));
    }
    return point;
  }

  /** Any corner, all as likely. */
  float[] corner(SplittableRandom random) {
    float[] point = new float[low.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextBoolean() ? high[i] : low[i];
    }
    return point;
  }

  /** A step of the same size in every coordinate, the way that the slope points, within the box. */
  float[] step(float[] from, float[] slope, double size) {
    float[] point = new float[from.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = clip(i, from[i] + size * Math.signum(slope[i]));
    }
    return point;
  }

  private float clip(int coordinate, double value) {
    return (float) Math.max(low[coordinate], Math.min(high[coordinate], value));
  }
}
