package dev.fairway.diffusion.sample;

import dev.fairway.diffusion.process.NoiseProcess;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws of N(0, 1), each from a source that is named by its seed. */
public final class GaussianNoise {

  /** The source of a seed: the same seed gives the same draws. */
  public static RandomGenerator source(long seed) {
    return new SplittableRandom(seed);
  }

  public static double[] draw(int cells, RandomGenerator random) {
    double[] noise = new double[cells];
    for (int i = 0; i < cells; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }

  /** What a sampler of the process starts from. */
  public static double[] start(NoiseProcess process, int cells, RandomGenerator random) {
    double[] start = draw(cells, random);
    double deviation = process.priorDeviation();
    for (int i = 0; i < cells; i++) {
      start[i] *= deviation;
    }
    return start;
  }

  private GaussianNoise() {}
}
