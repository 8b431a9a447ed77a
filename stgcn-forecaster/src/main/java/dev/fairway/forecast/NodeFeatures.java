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

  /**
   * Of the window whose first interval is the series' step {@code firstStep}.
   *
   * @return {@code [N, d]}, packed
   */
  float[] of(int firstStep);
}
