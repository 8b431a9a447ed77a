package dev.fairway.diffusion.represent;

import java.time.Duration;
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

  private static final List<Long> MINUTES = List.of(15L, 30L, 60L);

  public SearchPlan {
    levels = levels.stream().sorted().distinct().toList();
    horizons = List.copyOf(horizons);
    if (levels.isEmpty() || horizons.isEmpty() || windows < 1) {
      throw new IllegalArgumentException(
          "%d levels, %d horizons and %d windows must be above 0"
              .formatted(levels.size(), horizons.size(), windows));
    }
    for (double level : levels) {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("Noise level " + level + " is not in (0, 1)");
      }
    }
  }

  /**
   * Eight levels, and a quarter of an hour, half an hour and an hour ahead: those of them that are
   * whole intervals, or else the next interval.
   *
   * @param interval of the series
   */
  public static SearchPlan standard(Duration interval) {
    List<Integer> horizons =
        MINUTES.stream()
            .map(Duration::ofMinutes)
            .filter(ahead -> ahead.toSeconds() % interval.toSeconds() == 0)
            .map(ahead -> Math.toIntExact(ahead.toSeconds() / interval.toSeconds()))
            .toList();
    return new SearchPlan(
        List.of(0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9),
        96,
        horizons.isEmpty() ? List.of(1) : horizons,
        1e-2);
  }

  /** The same of other windows. */
  public SearchPlan within(int otherWindows) {
    return new SearchPlan(levels, otherWindows, horizons, penalty);
  }

  /** The same on another coarse grid. */
  public SearchPlan at(List<Double> otherLevels) {
    return new SearchPlan(otherLevels, windows, horizons, penalty);
  }

  int farthest() {
    return horizons.stream().mapToInt(h -> h).max().getAsInt();
  }
}
