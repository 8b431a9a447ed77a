package dev.fairway.diffusion.train;

import dev.fairway.diffusion.sample.CleanEstimator;
import dev.fairway.diffusion.sample.GaussianNoise;
import dev.fairway.diffusion.sample.Sampler;
import java.util.random.RandomGenerator;

/**
 * Items and the noise each is mixed with, {@code [B, D]} packed: which noise belongs to which item
 * decides how straight the learned paths are.
 */
public record Coupling(double[] clean, double[] epsilon) {

  /** Any noise for any item: diffusion and plain flow matching. */
  public static Coupling independent(double[] clean, RandomGenerator random) {
    return new Coupling(clean, GaussianNoise.draw(clean.length, random));
  }

  /**
   * The noise and where a teacher's path leads from it: what rectified flow is trained on again
   * (Liu et al., Flow Straight and Fast, 2023, algorithm 1).
   *
   * @param sampler of the teacher, without chance, for a process whose prior is N(0, 1)
   */
  public static Coupling reflow(
      Sampler sampler, CleanEstimator teacher, int cells, RandomGenerator random) {
    double[] epsilon = GaussianNoise.draw(cells, random);
    return new Coupling(sampler.sample(teacher, epsilon, random), epsilon);
  }
}
