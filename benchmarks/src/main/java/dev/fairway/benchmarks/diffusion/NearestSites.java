package dev.fairway.benchmarks.diffusion;

import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * kNN imputation: a hole takes the mean of what the sites with the most similar past have at that
 * moment, each as a distance from its own mean in its own deviations. Similar is what is correlated
 * in the training part.
 */
public final class NearestSites {

  private static final int NEIGHBOURS = 10;

  /** Every so many steps are enough to tell who is similar. */
  private static final int STRIDE = 6;

  private final int sites;

  /** [C][N]. */
  private final double[][] means;

  private final double[][] deviations;

  /** [C][N][K]: the most similar first. */
  private final int[][][] nearest;

  private NearestSites(double[][] means, double[][] deviations, int[][][] nearest) {
    this.sites = means[0].length;
    this.means = means;
    this.deviations = deviations;
    this.nearest = nearest;
  }

  public static NearestSites fit(TrafficSeries training) {
    int channels = training.channels();
    int sites = training.sites();
    int steps = training.steps() / STRIDE;
    double[][] means = new double[channels][sites];
    double[][] deviations = new double[channels][sites];
    int[][][] nearest = new int[channels][sites][];
    for (int c = 0; c < channels; c++) {
      double[][] rows = new double[sites][];
      for (int n = 0; n < sites; n++) {
        rows[n] = standardised(training, c, n, steps, means, deviations);
      }
      for (int n = 0; n < sites; n++) {
        int site = n;
        double[] similarity =
            IntStream.range(0, sites).mapToDouble(m -> dot(rows[site], rows[m])).toArray();
        nearest[c][n] =
            IntStream.range(0, sites)
                .filter(m -> m != site)
                .boxed()
                .sorted(Comparator.comparingDouble(m -> -similarity[m]))
                .limit(NEIGHBOURS)
                .mapToInt(Integer::intValue)
                .toArray();
      }
    }
    return new NearestSites(means, deviations, nearest);
  }

  /** 0 where nothing was observed. */
  private static double[] standardised(
      TrafficSeries training,
      int channel,
      int site,
      int steps,
      double[][] means,
      double[][] deviations) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < steps; i++) {
      if (training.isObserved(i * STRIDE, site, channel)) {
        double value = training.value(i * STRIDE, site, channel);
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = count == 0 ? 0 : sum / count;
    double variance = count == 0 ? 0 : squares / count - mean * mean;
    means[channel][site] = mean;
    deviations[channel][site] = variance > 1e-12 ? Math.sqrt(variance) : 1;
    double[] row = new double[steps];
    for (int i = 0; i < steps; i++) {
      if (training.isObserved(i * STRIDE, site, channel)) {
        row[i] = (training.value(i * STRIDE, site, channel) - mean) / deviations[channel][site];
      }
    }
    return row;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /**
   * @return {@code [C, T, N]}; observed cells as they are; the site's mean where no neighbour was
   *     observed
   */
  public float[] fill(TrafficWindow window) {
    float[] filled = window.values().clone();
    for (int c = 0; c < window.channels(); c++) {
      for (int t = 0; t < window.steps(); t++) {
        for (int n = 0; n < sites; n++) {
          if (!window.observed()[window.cell(c, t, n)]) {
            filled[window.cell(c, t, n)] = (float) neighbours(window, c, t, n);
          }
        }
      }
    }
    return filled;
  }

  private double neighbours(TrafficWindow window, int c, int t, int n) {
    double sum = 0;
    int count = 0;
    for (int m : nearest[c][n]) {
      int cell = window.cell(c, t, m);
      if (window.observed()[cell]) {
        sum += (window.values()[cell] - means[c][m]) / deviations[c][m];
        count++;
      }
    }
    return means[c][n] + (count == 0 ? 0 : deviations[c][n] * sum / count);
  }
}
