package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.series.SmallSeries;
import dev.fairway.series.TrafficSeries;
import java.util.SplittableRandom;

/** A task that is scored in no time. */
public final class SmallTask {

  /** Two channels at three sites, up and down within their bounds, a tenth of the cells missing. */
  public static Task withHoles(int steps) {
    TrafficSeries series =
        new TrafficSeries(SmallSeries.counting(1).measured(), SmallSeries.START, steps);
    SplittableRandom random = new SplittableRandom(7);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < series.sites(); n++) {
        for (int c = 0; c < series.channels(); c++) {
          if (random.nextDouble() >= 0.1) {
            series.set(t, n, c, 20 + 10 * (float) Math.sin(t / 20.0 + n + 2 * c));
          }
        }
      }
    }
    return new Task("small", series, Protocol.SHARES);
  }

  /** Two channels at three sites, all observed, rising by one in each step. */
  public static Task whole(int steps) {
    return new Task("small", SmallSeries.counting(steps), Protocol.SHARES);
  }

  private SmallTask() {}
}
