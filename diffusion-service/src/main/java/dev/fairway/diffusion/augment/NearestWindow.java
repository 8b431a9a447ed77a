package dev.fairway.diffusion.augment;

import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;

/**
 * How far a window is from the nearest window of a part of a series, at whatever time that starts.
 *
 * <p>The distance of two windows is the root mean square over the cells that both know of {@code (x
 * - y) / deviation}, with the deviation that is usual at the cell's site and channel: without a
 * unit. A copy is at 0, whether of the same hour or another.
 */
final class NearestWindow {

  /** Windows with less of the cells in common are not compared: few cells agree by chance. */
  private static final double LEAST_SHARED = 0.5;

  private final int cells;
  private final int channels;
  private final int sites;
  private final float[] deviations;

  /** {@code [T, C, N]}, in deviations, NaN where not observed: a window is one stretch. */
  private final float[] scaled;

  private final int starts;

  /**
   * @param steps intervals in a window
   * @param deviations {@code [C, N]}, packed, in the channels' units, above 0
   */
  NearestWindow(TrafficSeries series, Part part, int steps, float[] deviations) {
    this.channels = series.channels();
    this.sites = series.sites();
    this.cells = steps * channels * sites;
    this.deviations = deviations.clone();
    this.scaled = scaled(series.window(part.from(), part.steps()));
    this.starts = part.steps() - steps + 1;
  }

  /** Infinite if no window has enough cells in common with it. */
  double distance(TrafficWindow window) {
    float[] own = scaled(window);
    int known = 0;
    for (float value : own) {
      known += Float.isNaN(value) ? 0 : 1;
    }
    int fewest = Math.max(1, (int) Math.ceil(LEAST_SHARED * known));
    double nearest = Double.POSITIVE_INFINITY;
    for (int start = 0; start < starts; start++) {
      nearest = Math.min(nearest, meanSquare(own, start, fewest, nearest));
    }
    return Math.sqrt(nearest);
  }

  /**
   * Gives up, with infinity, where the mean can no longer be below the best so far: the sum only
   * grows, and is divided by no more than all cells.
   */
  private double meanSquare(float[] own, int start, int fewest, double best) {
    int row = channels * sites;
    int offset = start * row;
    double sum = 0;
    int shared = 0;
    for (int from = 0; from < cells; from += row) {
      for (int i = from; i < from + row; i++) {
        float difference = own[i] - scaled[offset + i];
        if (!Float.isNaN(difference)) {
          sum += difference * difference;
          shared++;
        }
      }
      if (sum >= best * cells) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return shared < fewest ? Double.POSITIVE_INFINITY : sum / shared;
  }

  /** {@code [C, T, N]} to {@code [T, C, N]}, in deviations. */
  private float[] scaled(TrafficWindow window) {
    float[] packed = new float[window.steps() * channels * sites];
    for (int t = 0; t < window.steps(); t++) {
      for (int c = 0; c < channels; c++) {
        for (int n = 0; n < sites; n++) {
          int cell = window.cell(c, t, n);
          packed[(t * channels + c) * sites + n] =
              window.observed()[cell]
                  ? window.values()[cell] / deviations[c * sites + n]
                  : Float.NaN;
        }
      }
    }
    return packed;
  }
}
