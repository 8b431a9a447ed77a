package dev.fairway.benchmarks.diffusion;

import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What of a window is hidden, to be filled. */
public enum GapPattern {
  /** Each cell on its own. */
  RANDOM {
    @Override
    boolean[] shown(TrafficWindow window, double rate, RandomGenerator random) {
      boolean[] shown = new boolean[window.values().length];
      for (int cell = 0; cell < shown.length; cell++) {
        shown[cell] = random.nextDouble() >= rate;
      }
      return shown;
    }
  },
  /** At every site all channels for some steps in a row, anywhere in the window. */
  BLOCK {
    @Override
    boolean[] shown(TrafficWindow window, double rate, RandomGenerator random) {
      boolean[] shown = new boolean[window.values().length];
      Arrays.fill(shown, true);
      int length = (int) Math.round(rate * window.steps());
      for (int n = 0; n < window.sites(); n++) {
        hide(window, shown, n, random.nextInt(window.steps() - length + 1), length);
      }
      return shown;
    }
  },
  /** Some sites from beginning to end. */
  SITES {
    @Override
    boolean[] shown(TrafficWindow window, double rate, RandomGenerator random) {
      boolean[] shown = new boolean[window.values().length];
      Arrays.fill(shown, true);
      for (int n = 0; n < window.sites(); n++) {
        if (random.nextDouble() < rate) {
          hide(window, shown, n, 0, window.steps());
        }
      }
      return shown;
    }
  };

  /**
   * @param rate share of the cells that is hidden, in (0, 1)
   * @return {@code [C, T, N]}: what is left
   */
  abstract boolean[] shown(TrafficWindow window, double rate, RandomGenerator random);

  private static void hide(TrafficWindow window, boolean[] shown, int site, int from, int length) {
    for (int c = 0; c < window.channels(); c++) {
      for (int t = from; t < from + length; t++) {
        shown[window.cell(c, t, site)] = false;
      }
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
