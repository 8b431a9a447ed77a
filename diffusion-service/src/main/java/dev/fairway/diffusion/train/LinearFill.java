package dev.fairway.diffusion.train;

import dev.fairway.series.TrafficWindow;

/**
 * Holes filled along time: on the straight line between the values at both sides; beyond them, the
 * nearest. The least that a learned fill has to beat.
 */
public final class LinearFill {

  private LinearFill() {}

  /**
   * @param usual {@code [C, T, N]}: what a site without any value in the window gets
   * @return {@code [C, T, N]}, in the channels' units; observed cells as they are
   */
  public static float[] of(TrafficWindow window, float[] usual) {
    float[] filled = window.values().clone();
    for (int c = 0; c < window.channels(); c++) {
      for (int n = 0; n < window.sites(); n++) {
        for (int t = 0; t < window.steps(); t++) {
          int cell = window.cell(c, t, n);
          if (!window.observed()[cell]) {
            filled[cell] = value(window, c, t, n, usual[cell]);
          }
        }
      }
    }
    return filled;
  }

  private static float value(TrafficWindow window, int c, int t, int n, float usual) {
    int before = neighbour(window, c, t, n, -1);
    int after = neighbour(window, c, t, n, 1);
    if (before < 0 && after < 0) {
      return usual;
    }
    if (before < 0) {
      return window.values()[window.cell(c, after, n)];
    }
    float left = window.values()[window.cell(c, before, n)];
    if (after < 0) {
      return left;
    }
    float right = window.values()[window.cell(c, after, n)];
    return left + (right - left) * (t - before) / (after - before);
  }

  private static int neighbour(TrafficWindow window, int c, int t, int n, int direction) {
    for (int at = t + direction; at >= 0 && at < window.steps(); at += direction) {
      if (window.observed()[window.cell(c, at, n)]) {
        return at;
      }
    }
    return -1;
  }
}
