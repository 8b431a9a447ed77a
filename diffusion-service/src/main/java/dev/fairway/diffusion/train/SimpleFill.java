package dev.fairway.diffusion.train;

import dev.fairway.series.TrafficWindow;

/**
 * The fills that a learned one has to beat. {@code [C, T, N]}, in the channels' units; a site
 * without any value gets the channel's mean.
 */
final class SimpleFill {

  private SimpleFill() {}

  /** The last value before the hole; before the first value, that one. */
  static float[] last(TrafficWindow window, float[] channelMeans) {
    return fill(window, channelMeans, false);
  }

  /** On the straight line between the values at both sides; beyond them, the nearest. */
  static float[] linear(TrafficWindow window, float[] channelMeans) {
    return fill(window, channelMeans, true);
  }

  private static float[] fill(TrafficWindow window, float[] channelMeans, boolean straight) {
    float[] filled = window.values().clone();
    for (int c = 0; c < window.channels(); c++) {
      for (int n = 0; n < window.sites(); n++) {
        for (int t = 0; t < window.steps(); t++) {
          if (!window.observed()[window.cell(c, t, n)]) {
            filled[window.cell(c, t, n)] = value(window, c, t, n, channelMeans[c], straight);
          }
        }
      }
    }
    return filled;
  }

  private static float value(
      TrafficWindow window, int c, int t, int n, float mean, boolean straight) {
    int before = neighbour(window, c, t, n, -1);
    int after = neighbour(window, c, t, n, 1);
    if (before < 0 && after < 0) {
      return mean;
    }
    if (before < 0) {
      return window.values()[window.cell(c, after, n)];
    }
    float left = window.values()[window.cell(c, before, n)];
    if (after < 0 || !straight) {
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
