package dev.fairway.diffusion.quality;

import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Windows whose steps are dealt out anew among all of them, in another order at each site: values
 * are real, and nothing of how they hang together is left.
 */
public final class ShuffledTime {

  private ShuffledTime() {}

  /**
   * @param windows of one shape
   */
  public static List<TrafficWindow> of(List<TrafficWindow> windows, RandomGenerator random) {
    List<TrafficWindow> shuffled =
        windows.stream()
            .map(w -> w.with(new float[w.values().length], new boolean[w.observed().length]))
            .toList();
    int steps = windows.get(0).steps();
    int[] order = IntStream.range(0, windows.size() * steps).toArray();
    for (int n = 0; n < windows.get(0).sites(); n++) {
      shuffle(order, random);
      for (int i = 0; i < order.length; i++) {
        TrafficWindow from = windows.get(order[i] / steps);
        TrafficWindow to = shuffled.get(i / steps);
        for (int c = 0; c < from.channels(); c++) {
          int source = from.cell(c, order[i] % steps, n);
          int target = to.cell(c, i % steps, n);
          to.values()[target] = from.values()[source];
          to.observed()[target] = from.observed()[source];
        }
      }
    }
    return shuffled;
  }

  /** Fisher and Yates. */
  private static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }
}
