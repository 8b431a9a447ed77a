package dev.fairway.diffusion.quality;

import dev.fairway.series.TrafficWindow;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Windows whose steps are in disorder, in another at each site: values are real, and nothing of how
 * they hang together is left.
 */
public final class ShuffledTime {

  private ShuffledTime() {}

  public static TrafficWindow of(TrafficWindow window, RandomGenerator random) {
    float[] values = window.values().clone();
    boolean[] observed = window.observed().clone();
    for (int n = 0; n < window.sites(); n++) {
      int[] order = IntStream.range(0, window.steps()).toArray();
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
      }
      for (int c = 0; c < window.channels(); c++) {
        for (int t = 0; t < order.length; t++) {
          values[window.cell(c, t, n)] = window.values()[window.cell(c, order[t], n)];
          observed[window.cell(c, t, n)] = window.observed()[window.cell(c, order[t], n)];
        }
      }
    }
    return window.with(values, observed);
  }
}
