package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Turns point forecasts into quantiles by what the residuals were on data that was not trained on
 * (split conformal prediction; Papadopoulos et al. 2002, Lei et al. 2018, with the residuals
 * normalised).
 *
 * <p>Per target, horizon and site there is a scale, the mean absolute residual, drawn towards that
 * of all sites as if it had been seen {@value #PRIOR} times; per target, horizon and level there is
 * the quantile of (observed - forecast) / scale over all sites. The quantile is forecast + scale *
 * that: as wide as the site was hard to forecast. Coverage holds on average over the sites, and as
 * far as the future is like the calibration's days.
 */
final class ResidualCalibration {

  private static final double PRIOR = 20;
  private static final double SMALLEST = 1e-6;

  private static final String SCALES = "scales";
  private static final String QUANTILES = "quantiles";
  private static final int MOST_WINDOWS = 400;
  private static final int KEPT_OF_ROW = 1 << 18;

  private final int cells;
  private final int sites;
  private final double[] levels;

  /** [F, H, N]: in the targets' units. */
  private final float[] scales;

  /** [Q, F, H]: in scales. */
  private final float[] quantiles;

  private ResidualCalibration(int sites, double[] levels, float[] scales, float[] quantiles) {
    this.cells = scales.length;
    this.sites = sites;
    this.levels = levels;
    this.scales = scales;
    this.quantiles = quantiles;
  }

  /**
   * Collects residuals: the sums that the scales are made of, and of each row at most {@value
   * #KEPT_OF_ROW} residuals, evenly drawn.
   */
  static final class Builder {
    private final int rows;
    private final int sites;
    private final double[] sums;
    private final int[] counts;
    private final Reservoir[] kept;

    /**
     * @param rows targets x horizons
     */
    Builder(int rows, int sites) {
      this.rows = rows;
      this.sites = sites;
      this.sums = new double[rows * sites];
      this.counts = new int[rows * sites];
      this.kept = new Reservoir[rows];
      Arrays.setAll(kept, row -> new Reservoir());
    }

    /**
     * @param cell position in [F, H, N]
     * @param residual observed - forecast
     */
    void add(int cell, double residual) {
      sums[cell] += Math.abs(residual);
      counts[cell]++;
      kept[cell / sites].add(cell, (float) residual);
    }

    ResidualCalibration build(double[] levels) {
      float[] scales = new float[rows * sites];
      float[] quantiles = new float[levels.length * rows];
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        long count = 0;
        for (int cell = row * sites; cell < (row + 1) * sites; cell++) {
          sum += sums[cell];
          count += counts[cell];
        }
        double pooled = count == 0 ? 0 : sum / count;
        for (int cell = row * sites; cell < (row + 1) * sites; cell++) {
          scales[cell] =
              (float) Math.max(SMALLEST, (sums[cell] + PRIOR * pooled) / (counts[cell] + PRIOR));
        }
        float[] normalised = kept[row].normalised(scales);
        for (int level = 0; level < levels.length; level++) {
          quantiles[level * rows + row] = quantile(normalised, levels[level]);
        }
      }
      return new ResidualCalibration(sites, levels.clone(), scales, quantiles);
    }

    /** Conformal: rank level (n + 1), rounded outwards, at most the extremes seen. */
    private static float quantile(float[] sorted, double level) {
      if (sorted.length == 0) {
        return 0;
      }
      double rank = level * (sorted.length + 1);
      int index = (int) (level < 0.5 ? Math.floor(rank) : Math.ceil(rank)) - 1;
      return sorted[Math.max(0, Math.min(sorted.length - 1, index))];
    }
  }

  /** All residuals while there is room, then an even draw of them (reservoir sampling). */
  private static final class Reservoir {
    private final SplittableRandom random = new SplittableRandom(0);
    private int[] cells = new int[256];
    private float[] residuals = new float[256];
    private int size;
    private long seen;

    void add(int cell, float residual) {
      seen++;
      if (size == KEPT_OF_ROW) {
        long place = random.nextLong(seen);
        if (place < size) {
          cells[(int) place] = cell;
          residuals[(int) place] = residual;
        }
        return;
      }
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, 2 * size);
        residuals = Arrays.copyOf(residuals, 2 * size);
      }
      cells[size] = cell;
      residuals[size++] = residual;
    }

    /** In scales, rising. */
    float[] normalised(float[] scales) {
      float[] normalised = new float[size];
      for (int i = 0; i < size; i++) {
        normalised[i] = residuals[i] / scales[cells[i]];
      }
      Arrays.sort(normalised);
      return normalised;
    }
  }

  /** Largest number of windows a calibration takes. */
  static int mostWindows() {
    return MOST_WINDOWS;
  }

  double[] levels() {
    return levels.clone();
  }

  /**
   * @param mean {@code [F, H, N]}
   * @return {@code [Q, F, H, N]}, rising along Q
   */
  float[] quantiles(float[] mean) {
    if (mean.length != cells) {
      throw new IllegalArgumentException(
          "A calibration of " + cells + " cells for a forecast of " + mean.length);
    }
    float[] result = new float[levels.length * cells];
    int rows = cells / sites;
    for (int level = 0; level < levels.length; level++) {
      for (int cell = 0; cell < cells; cell++) {
        result[level * cells + cell] =
            mean[cell] + scales[cell] * quantiles[level * rows + cell / sites];
      }
    }
    return result;
  }

  Map<String, HostTensor> tensors() {
    int rows = cells / sites;
    return Map.of(
        SCALES, new HostTensor(new long[] {rows, sites}, scales),
        QUANTILES, new HostTensor(new long[] {levels.length, rows}, quantiles));
  }

  /**
   * @throws IllegalArgumentException if the tensors are not those of such a calibration
   */
  static ResidualCalibration of(
      Map<String, HostTensor> tensors, int rows, int sites, double[] levels) {
    HostTensor scales = tensors.get(SCALES);
    HostTensor quantiles = tensors.get(QUANTILES);
    if (scales == null
        || quantiles == null
        || !Arrays.equals(scales.shape(), new long[] {rows, sites})
        || !Arrays.equals(quantiles.shape(), new long[] {levels.length, rows})) {
      throw new IllegalArgumentException(
          "The calibration is not one of %d rows x %d sites and %d levels"
              .formatted(rows, sites, levels.length));
    }
    return new ResidualCalibration(sites, levels.clone(), scales.values(), quantiles.values());
  }

  /** The tensors of the same calibration for a network that has changed. */
  static Map<String, HostTensor> carried(Map<String, HostTensor> tensors, SiteMatch match) {
    Map<String, HostTensor> carried = new TreeMap<>(tensors);
    carried.computeIfPresent(SCALES, (name, scales) -> match.carried(scales));
    return carried;
  }
}
