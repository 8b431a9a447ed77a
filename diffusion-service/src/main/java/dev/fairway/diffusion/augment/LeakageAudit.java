package dev.fairway.diffusion.augment;

import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a window that a model remembers from one that it made: real windows that were not learned
 * from come near the training part too, as traffic repeats itself, and what comes nearer than these
 * do is taken for a copy (nearest-neighbour copy test, with the held-out part as its measure).
 */
final class LeakageAudit {

  /**
   * Which of the held-out windows' distances is the nearest that is allowed: at 0 the least of
   * them. A higher level rejects more, that share of real windows too.
   */
  static final double HELD_OUT_QUANTILE = 0;

  private final NearestWindow nearest;
  private final Ranked heldOut;

  private LeakageAudit(NearestWindow nearest, Ranked heldOut) {
    this.nearest = nearest;
    this.heldOut = heldOut;
  }

  /**
   * @param split whose validation part is the measure, its windows taken end to end
   * @param deviations see {@link NearestWindow}
   * @throws IllegalArgumentException if no window of the validation part can be compared
   */
  static LeakageAudit of(
      TrafficSeries series, ChronologicalSplit split, int steps, float[] deviations) {
    NearestWindow nearest = new NearestWindow(series, split.train(), steps, deviations);
    List<Double> distances = new ArrayList<>();
    for (int t = split.validation().from(); t + steps <= split.validation().to(); t += steps) {
      double distance = nearest.distance(series.window(t, steps));
      if (Double.isFinite(distance)) {
        distances.add(distance);
      }
    }
    if (distances.isEmpty()) {
      throw new IllegalArgumentException(
          "The validation part, "
              + split.validation().steps()
              + " intervals, holds no window of "
              + steps
              + " that can be compared with the training part: copies cannot be told");
    }
    return new LeakageAudit(
        nearest, Ranked.of(distances.stream().mapToDouble(distance -> distance)));
  }

  /** From the nearest training window. */
  double distance(TrafficWindow window) {
    return nearest.distance(window);
  }

  /**
   * Whether a window is as good as a copy.
   *
   * @param distance its own, see {@link #distance}
   */
  boolean isCopy(double distance) {
    return distance == 0 || distance < threshold();
  }

  /** What is nearer is a copy; 0 where real traffic repeats itself exactly. */
  double threshold() {
    return heldOut.at(HELD_OUT_QUANTILE);
  }

  /** Of the windows that were not learned from. */
  Ranked heldOut() {
    return heldOut;
  }
}
