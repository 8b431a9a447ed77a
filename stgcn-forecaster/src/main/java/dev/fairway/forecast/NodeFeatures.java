package dev.fairway.forecast;

/**
 * Features of every node that some encoder made from a window: what a forecaster takes in besides
 * the window itself, whoever made them.
 */
public interface NodeFeatures {

  /** Id of the encoder. A forecaster trained with one takes no other's features. */
  String encoder();

  /** How many for each node, d. */
  int size();

  /** Intervals of the window that they are made from. */
  int steps();

  /**
   * Features of longer windows would have seen what is to be forecast.
   *
   * @throws IllegalArgumentException if they are not made from the forecaster's own windows
   */
  default void requireSteps(int inputSteps) {
    if (steps() != inputSteps) {
      throw new IllegalArgumentException(
          "Encoder %s reads windows of %d intervals, the forecaster's inputSteps are %d: it must see the same window"
              .formatted(encoder(), steps(), inputSteps));
    }
  }

  /**
   * Of the window whose first interval is the series' step {@code firstStep}.
   *
   * @return {@code [N, d]}, packed
   */
  float[] of(int firstStep);
}
