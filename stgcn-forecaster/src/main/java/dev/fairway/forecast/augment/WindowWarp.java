package dev.fairway.forecast.augment;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lets a part of an example, input and target together, run at half or double speed, and stretches
 * the whole back to its length (window warping, Le Guennec et al. 2016).
 *
 * @param probability that an example is warped
 */
public record WindowWarp(double probability) implements Augmentation {

  /** Share of the whole that runs at another speed. */
  private static final double PART = 0.3;

  @Override
  public String name() {
    return "window warp " + probability;
  }

  @Override
  public List<Example> of(List<Example> batch, SplittableRandom chance) {
    return batch.stream()
        .map(
            example ->
                chance.nextDouble() < probability
                    ? warped(
                        WholeWindow.of(example),
                        chance.nextDouble() * (1 - PART),
                        chance.nextBoolean() ? 2 : 0.5)
                    : example)
        .toList();
  }

  /**
   * @param from where the part begins, as a share of the whole
   * @param duration how much longer the part lasts
   */
  static Example warped(WholeWindow whole, double from, double duration) {
    int steps = whole.steps();
    float[] values = new float[whole.values().length];
    boolean[] observed = new boolean[values.length];
    for (int t = 0; t < steps; t++) {
      double source = source(t / (double) (steps - 1), from, duration) * (steps - 1);
      int below = Math.min(steps - 1, (int) source);
      int above = Math.min(steps - 1, below + 1);
      double share = source - below;
      for (int c = 0; c < whole.channels(); c++) {
        for (int n = 0; n < whole.sites(); n++) {
          int low = whole.cell(c, below, n);
          int high = whole.cell(c, above, n);
          int to = whole.cell(c, t, n);
          values[to] = (float) ((1 - share) * whole.values()[low] + share * whole.values()[high]);
          observed[to] = whole.observed()[low] && (share == 0 || whole.observed()[high]);
        }
      }
    }
    return whole.with(values, observed);
  }

  /** Where in the original, as a share of it, stands what the warped one shows at a share. */
  static double source(double warped, double from, double duration) {
    double length = 1 + PART * (duration - 1);
    double at = warped * length;
    double within = from + PART * duration;
    if (at <= from) {
      return at;
    }
    return at <= within ? from + (at - from) / duration : Math.min(1, at - within + from + PART);
  }
}
