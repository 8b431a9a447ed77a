package dev.fairway.diffusion.represent;

import java.util.List;

/**
 * How to look for the noise level and taps whose representation says most about what comes.
 *
 * @param levels the coarse grid of noise levels, ascending, in (0, 1); two more are tried about the
 *     best of them
 * @param windows of the training part that a probe is fitted to, and of the validation part that it
 *     is judged on, evenly spread: at most so many each
 * @param horizons intervals ahead that the probe forecasts, from 1
 * @param penalty of the ridge regression, in variances of its inputs
 */
public record SearchPlan(List<Double> levels, int windows, List<Integer> horizons, double penalty) {

  public SearchPlan {
    levels = levels.stream().sorted().distinct().toList();
    horizons = List.copyOf(horizons);
    if (levels.isEmpty() || horizons.isEmpty() || windows < 1) {
      throw new IllegalArgumentException(
          "%d levels, %d horizons and %d windows must be above 0"
              .formatted(levels.size(), horizons.size(), windows));
    }
  }

  /** Eight levels, and a quarter of an hour, half an hour and an hour of 5-minute intervals. */
  public static SearchPlan standard() {
    return new SearchPlan(
        List.of(0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9), 96, List.of(3, 6, 12), 1e-2);
  }

  int farthest() {
    return horizons.stream().mapToInt(h -> h).max().getAsInt();
  }
}
