package dev.fairway.forecast.baseline;

import java.util.Arrays;

/**
 * Learns online how far off point forecasts are: quantiles of the residual (observed minus
 * forecast) for every target channel, horizon and site.
 *
 * <p>Each quantile q of level p follows the residuals r by stochastic approximation of the pinball
 * loss (Robbins and Monro 1951; with a step that does not vanish it is the adaptive conformal
 * update of Gibbs and Candes 2021, whose long-run coverage is nominal whatever the residuals do):
 *
 * <pre>q += step * (p - [r &lt; q])</pre>
 *
 * <p>Departures from the papers: q is kept around the running mean of the residuals, in units of
 * their running mean absolute deviation from it, which makes the steps fit any unit and bias; the
 * step falls as 1/sqrt(n) to a floor, so that it starts fast and still follows change; and crossing
 * quantiles are sorted, which never raises the pinball loss (Chernozhukov, Fernandez-Val and
 * Galichon 2010).
 *
 * <p>A plain object of public arrays, because it is kept as state by a stream processor; change it
 * through {@link #update} alone.
 */
public final class QuantileTracker {

  private static final double[] LEVELS = {0.05, 0.25, 0.5, 0.75, 0.95};

  /** Quantiles of a normal distribution at LEVELS in units of its mean absolute deviation. */
  private static final float[] NORMAL = {-2.0615f, -0.8453f, 0, 0.8453f, 2.0615f};

  private static final double FIRST_STEP = 0.5;
  private static final double LAST_STEP = 0.03;

  /** Residuals that the prior scale counts for. */
  private static final double PRIOR_WEIGHT = 3;

  /** Residuals after which older ones fade from the scale. */
  private static final int MEMORY = 500;

  public int targets;
  public int steps;
  public int sites;

  /** [target, step, node], packed: mean residual, in the channel's unit. */
  public float[] centres = {};

  /** [target, step, node], packed: mean absolute deviation from it, in the channel's unit. */
  public float[] scales = {};

  /** [target, step, node], packed: residuals seen, at most MEMORY. */
  public short[] counts = {};

  /** [target, step, node, level], packed, from the centre in scales; rising along the level. */
  public float[] quantiles = {};

  /** For the state serializer; use {@link #QuantileTracker(int, int, int)}. */
  public QuantileTracker() {}

  /**
   * A tracker that has seen nothing: residuals are taken to be normal until there are some.
   *
   * @param targets forecast channels
   * @param steps horizons
   */
  public QuantileTracker(int targets, int steps, int sites) {
    this.targets = targets;
    this.steps = steps;
    this.sites = sites;
    int cells = targets * steps * sites;
    this.centres = new float[cells];
    this.scales = new float[cells];
    this.counts = new short[cells];
    this.quantiles = new float[cells * NORMAL.length];
    for (int cell = 0; cell < cells; cell++) {
      System.arraycopy(NORMAL, 0, quantiles, cell * NORMAL.length, NORMAL.length);
    }
  }

  /** The levels, rising, in (0, 1). */
  public static double[] levels() {
    return LEVELS.clone();
  }

  /**
   * Takes in what became of a forecast.
   *
   * @param step horizon, from 0
   * @param residual observed minus forecast, in the channel's unit
   */
  public void update(int target, int step, int site, float residual) {
    int cell = cell(target, step, site);
    int count = Math.min(counts[cell] + 1, MEMORY);
    counts[cell] = (short) count;
    scales[cell] += (Math.abs(residual - centres[cell]) - scales[cell]) / count;
    centres[cell] += (residual - centres[cell]) / count;
    double gain = Math.max(LAST_STEP, FIRST_STEP / Math.sqrt(count));
    int from = cell * NORMAL.length;
    for (int level = 0; level < NORMAL.length; level++) {
      boolean below = residual < centres[cell] + quantiles[from + level] * scales[cell];
      quantiles[from + level] += (float) (gain * (LEVELS[level] - (below ? 1 : 0)));
    }
    Arrays.sort(quantiles, from, from + NORMAL.length);
  }

  /**
   * A quantile of the residual, in the channel's unit.
   *
   * @param level position in {@link #levels()}
   * @param priorScale mean absolute residual to expect while few have been seen
   */
  public double quantile(int target, int step, int site, int level, double priorScale) {
    int cell = cell(target, step, site);
    double scale =
        (counts[cell] * (double) scales[cell] + PRIOR_WEIGHT * priorScale)
            / (counts[cell] + PRIOR_WEIGHT);
    return centres[cell] + quantiles[cell * NORMAL.length + level] * scale;
  }

  private int cell(int target, int step, int site) {
    if (target < 0 || target >= targets || step < 0 || step >= steps || site < 0 || site >= sites) {
      throw new IndexOutOfBoundsException(
          "Cell (%d, %d, %d) of a tracker of %d targets x %d steps x %d sites"
              .formatted(target, step, site, targets, steps, sites));
    }
    return (target * steps + step) * sites + site;
  }
}
