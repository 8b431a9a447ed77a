package dev.fairway.forecast.baseline;

import dev.fairway.forecast.Prediction;
import java.util.Arrays;

/**
 * Remembers the point forecasts of the last H issue times, until the truth arrives and the tracker
 * can learn from it.
 *
 * <p>A plain object of public arrays, because it is kept as state by a stream processor.
 */
public final class IssuedForecasts {

  private static final long NEVER = Long.MIN_VALUE;

  public int targets;
  public int steps;
  public int sites;

  /** [issue modulo H, target, step, node], packed. */
  public float[] means = {};

  /** [issue modulo H]: number of the issue's interval since 1970. */
  public long[] issues = {};

  /** For the state serializer; use {@link #IssuedForecasts(int, int, int)}. */
  public IssuedForecasts() {}

  public IssuedForecasts(int targets, int steps, int sites) {
    this.targets = targets;
    this.steps = steps;
    this.sites = sites;
    this.means = new float[steps * targets * steps * sites];
    this.issues = new long[steps];
    Arrays.fill(issues, NEVER);
  }

  /**
   * @param issue number, since 1970, of the interval that starts at the issue time
   */
  public void remember(long issue, Prediction prediction) {
    int row = Math.floorMod(issue, steps);
    issues[row] = issue;
    System.arraycopy(
        prediction.mean(), 0, means, row * prediction.mean().length, prediction.mean().length);
  }

  /**
   * Tells the tracker what became of the forecasts of one interval.
   *
   * @param interval its number since 1970
   * @param channels position of every target channel in the snapshot
   * @param values {@code [C, N]}, packed
   * @param observed the same shape
   */
  public void score(
      long interval, int[] channels, float[] values, boolean[] observed, QuantileTracker tracker) {
    for (int step = 0; step < steps; step++) {
      int row = Math.floorMod(interval - step, steps);
      if (issues[row] != interval - step) {
        continue;
      }
      for (int target = 0; target < targets; target++) {
        for (int site = 0; site < sites; site++) {
          int cell = channels[target] * sites + site;
          if (observed[cell]) {
            float mean = means[((row * targets + target) * steps + step) * sites + site];
            tracker.update(target, step, site, values[cell] - mean);
          }
        }
      }
    }
  }
}
