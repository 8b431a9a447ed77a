package dev.fairway.forecast;

import dev.fairway.tensor.HostTensor;
import java.util.Arrays;
import java.util.Map;

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

  /** Per cell: more than this many residuals are thinned out evenly. */
  private static final int MOST = 400;

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

  /** Collects residuals. */
  static final class Builder {
    private final int rows;
    private final int sites;
    private final float[][] residuals;
    private final int[] counts;

    /**
     * @param rows targets x horizons
     */
    Builder(int rows, int sites) {
      this.rows = rows;
      this.sites = sites;
      this.residuals = new float[rows * sites][16];
      this.counts = new int[rows * sites];
    }

    /**
     * @param cell position in [F, H, N]
     * @param residual observed - forecast
     */
    void add(int cell, double residual) {
      if (counts[cell] == MOST) {
        throw new IllegalStateException("More than " + MOST + " residuals of one cell");
      }
      if (counts[cell] == residuals[cell].length) {
        residuals[cell] = Arrays.copyOf(residuals[cell], 2 * counts[cell]);
      }
      residuals[cell][counts[cell]++] = (float) residual;
    }

    ResidualCalibration build(double[] levels) {
      float[] scales = new float[rows * sites];
      float[] quantiles = new float[levels.length * rows];
      for (int row = 0; row < rows; row++) {
        double pooled = meanAbsolute(row * sites, (row + 1) * sites);
        int total = 0;
        for (int cell = row * sites; cell < (row + 1) * sites; cell++) {
          double sum = counts[cell] * meanAbsolute(cell, cell + 1);
          scales[cell] =
              (float) Math.max(SMALLEST, (sum + PRIOR * pooled) / (counts[cell] + PRIOR));
          total += counts[cell];
        }
        float[] normalised = new float[total];
        int next = 0;
        for (int cell = row * sites; cell < (row + 1) * sites; cell++) {
          for (int i = 0; i < counts[cell]; i++) {
            normalised[next++] = residuals[cell][i] / scales[cell];
          }
        }
        Arrays.sort(normalised);
        for (int level = 0; level < levels.length; level++) {
          quantiles[level * rows + row] = quantile(normalised, levels[level]);
        }
      }
      return new ResidualCalibration(sites, levels.clone(), scales, quantiles);
    }

    private double meanAbsolute(int from, int to) {
      double sum = 0;
      long count = 0;
      for (int cell = from; cell < to; cell++) {
        for (int i = 0; i < counts[cell]; i++) {
          sum += Math.abs(residuals[cell][i]);
        }
        count += counts[cell];
      }
      return count == 0 ? 0 : sum / count;
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

  /** Largest number of windows a calibration takes. */
  static int mostWindows() {
    return MOST;
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
        "scales", new HostTensor(new long[] {rows, sites}, scales),
        "quantiles", new HostTensor(new long[] {levels.length, rows}, quantiles));
  }

  /**
   * @throws IllegalArgumentException if the tensors are not those of such a calibration
   */
  static ResidualCalibration of(
      Map<String, HostTensor> tensors, int rows, int sites, double[] levels) {
    HostTensor scales = tensors.get("scales");
    HostTensor quantiles = tensors.get("quantiles");
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
}
