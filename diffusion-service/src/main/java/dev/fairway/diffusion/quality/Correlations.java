package dev.fairway.diffusion.quality;

import dev.fairway.network.Link;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * How values hang together along time and along the network within windows: each window's mean at
 * each site is taken off, so that hours and places that are busy count for nothing here.
 */
final class Correlations {

  /** Below so many pairs a correlation is mostly chance. */
  private static final int FEWEST_PAIRS = 30;

  private final List<TrafficWindow> windows;
  private final int channels;
  private final int steps;
  private final int sites;

  /** [windows][C][N]. */
  private final double[][][] means;

  /**
   * @param windows of one shape, at least one
   */
  Correlations(List<TrafficWindow> windows) {
    this.windows = windows;
    this.channels = windows.get(0).channels();
    this.steps = windows.get(0).steps();
    this.sites = windows.get(0).sites();
    this.means = new double[windows.size()][channels][sites];
    for (int w = 0; w < means.length; w++) {
      for (int c = 0; c < channels; c++) {
        for (int n = 0; n < sites; n++) {
          means[w][c][n] = mean(windows.get(w), c, n);
        }
      }
    }
  }

  private double mean(TrafficWindow window, int channel, int site) {
    double sum = 0;
    int count = 0;
    for (int t = 0; t < steps; t++) {
      int cell = window.cell(channel, t, site);
      if (window.observed()[cell]) {
        sum += window.values()[cell];
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /**
   * Of each channel and each lag up to half a window: the correlation of values that far apart,
   * over all sites. Sites are weighted by how much they vary.
   *
   * @return C x T/2 numbers
   */
  double[] autocorrelation() {
    double[] result = new double[channels * (steps / 2)];
    for (int c = 0; c < channels; c++) {
      for (int lag = 1; lag <= steps / 2; lag++) {
        Pairs pairs = new Pairs();
        for (int w = 0; w < means.length; w++) {
          TrafficWindow window = windows.get(w);
          for (int t = 0; t + lag < steps; t++) {
            for (int n = 0; n < sites; n++) {
              pairs.add(w, c, window.cell(c, t, n), n, window.cell(c, t + lag, n), n);
            }
          }
        }
        result[c * (steps / 2) + lag - 1] = pairs.correlation();
      }
    }
    return result;
  }

  /**
   * Of each channel and link: the correlation of its ends' values at the same time.
   *
   * @return C x L numbers; NaN where there are too few pairs, or an end never varies
   */
  double[] alongLinks(TrafficNetwork network) {
    List<Double> result = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      for (Link link : network.links()) {
        int from = network.indexOf(link.from()).orElseThrow();
        int to = network.indexOf(link.to()).orElseThrow();
        Pairs pairs = new Pairs();
        for (int w = 0; w < means.length; w++) {
          TrafficWindow window = windows.get(w);
          for (int t = 0; t < steps; t++) {
            pairs.add(w, c, window.cell(c, t, from), from, window.cell(c, t, to), to);
          }
        }
        result.add(pairs.correlation());
      }
    }
    return result.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private final class Pairs {
    private int count;
    private double products;
    private double squares;
    private double otherSquares;

    void add(int w, int channel, int cell, int site, int other, int otherSite) {
      TrafficWindow window = windows.get(w);
      if (window.observed()[cell] && window.observed()[other]) {
        double a = window.values()[cell] - means[w][channel][site];
        double b = window.values()[other] - means[w][channel][otherSite];
        count++;
        products += a * b;
        squares += a * a;
        otherSquares += b * b;
      }
    }

    double correlation() {
      return count < FEWEST_PAIRS || squares == 0 || otherSquares == 0
          ? Double.NaN
          : products / Math.sqrt(squares * otherSquares);
    }
  }

  /** Mean distance of two such lists, where both have a number. */
  static double error(double[] first, double[] second) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < first.length; i++) {
      if (!Double.isNaN(first[i]) && !Double.isNaN(second[i])) {
        sum += Math.abs(first[i] - second[i]);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
