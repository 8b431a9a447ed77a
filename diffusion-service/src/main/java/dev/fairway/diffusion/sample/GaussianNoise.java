package dev.fairway.diffusion.sample;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws of N(0, 1), each from a source that is named by its seed. */
public final class GaussianNoise {

  /** The source of a seed: the same seed gives the same draws. */
  public static RandomGenerator source(long seed) {
    return new SplittableRandom(seed);
  }

  public static float[] draw(int cells, RandomGenerator random) {
    float[] noise = new float[cells];
    for (int i = 0; i < cells; i++) {
      noise[i] = (float) random.nextGaussian();
    }
    return noise;
  }

  private GaussianNoise() {}
}
