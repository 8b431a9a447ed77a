package dev.fairway.cli.train;

import dev.fairway.forecast.augment.Synthetic;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How much of what a forecaster learns may be synthetic: the validation part chooses.
 *
 * @param probabilities p0 of a synthetic example, beside 0, which is always among the choices
 */
public record SyntheticShares(List<Double> probabilities, Synthetic.Mode mode) {

  /** What was measured alone. */
  public static final SyntheticShares NONE =
      new SyntheticShares(List.of(0.0), Synthetic.Mode.REPLACE);

  private static final List<Double> USUAL = List.of(0.0, 0.3);

  private static final List<Double> TAUGHT = List.of(0.0, 0.5, 1.0);

  public SyntheticShares {
    probabilities = List.copyOf(probabilities);
    for (double probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("--synthetic " + probability + " is not in [0, 1]");
      }
    }
  }

  /** Where there are synthetic windows and nobody says. */
  public static SyntheticShares usual(Synthetic.Mode mode) {
    return new SyntheticShares(USUAL, mode);
  }

  /** Where a teacher's forecasts are learned from and nobody says. */
  static SyntheticShares taught(Synthetic.Mode mode) {
    return new SyntheticShares(TAUGHT, mode);
  }

  /** Whether nothing but 0 can be chosen. */
  boolean areNone() {
    return probabilities.stream().allMatch(probability -> probability == 0);
  }

  /** As they are typed. */
  public String arguments() {
    return " --synthetic "
        + probabilities.stream().map(String::valueOf).collect(Collectors.joining(","))
        + " --synthetic-mode "
        + mode;
  }

  @Override
  public String toString() {
    return probabilities + ", " + mode;
  }
}
