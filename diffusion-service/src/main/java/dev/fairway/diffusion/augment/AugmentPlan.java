package dev.fairway.diffusion.augment;

import java.util.List;

/**
 * What is to be drawn.
 *
 * <p>With dimensions the training part's thin strata are filled: those with fewer observed cells
 * than {@code rate} times the median stratum, see {@link StrataCounts}. With none the training part
 * is enlarged evenly, by {@code rate} synthetic windows for each of its windows, taken end to end.
 *
 * @param rate above 0
 * @param most windows, all together
 * @param tries how often at most a window is drawn until it is accepted
 */
public record AugmentPlan(List<Dimension> dimensions, double rate, int most, int tries) {

  public AugmentPlan {
    dimensions = List.copyOf(dimensions);
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException("A rate of " + rate + " is not above 0");
    }
    if (most < 1 || tries < 1) {
      throw new IllegalArgumentException(
          "At most " + most + " windows in " + tries + " tries each; both must be above 0");
    }
  }

  /** Whether all of the training part grows, and not only what is thin of it. */
  boolean isEven() {
    return dimensions.isEmpty();
  }

  /** How many cells a stratum must have in order not to be thin; 0 where all grows evenly. */
  long target(StrataCounts counts) {
    return isEven() ? 0 : (long) Math.ceil(rate * counts.median());
  }
}
