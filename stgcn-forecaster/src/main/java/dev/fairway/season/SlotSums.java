package dev.fairway.season;

import dev.fairway.series.TrafficSeries;

/** Sums and counts of observations, by slot, channel and site. */
final class SlotSums {

  private final int plane;

  /** [slot, C, N], packed, as the counts. */
  private final double[] sums;

  private final int[] counts;

  /**
   * @param plane channels x sites
   */
  SlotSums(int slots, int plane) {
    this.plane = plane;
    this.sums = new double[slots * plane];
    this.counts = new int[slots * plane];
  }

  /** What was observed in an interval. */
  void add(TrafficSeries series, int step, int slot) {
    for (int cell = 0; cell < plane; cell++) {
      int site = cell % series.sites();
      int channel = cell / series.sites();
      if (series.isObserved(step, site, channel)) {
        sums[slot * plane + cell] += series.value(step, site, channel);
        counts[slot * plane + cell]++;
      }
    }
  }

  /** Adds a slot's sums and counts, weighted, to others: {@code [C, N]}. */
  void weigh(int slot, double weight, double[] toSums, double[] toCounts) {
    for (int cell = 0; cell < plane; cell++) {
      toSums[cell] += weight * sums[slot * plane + cell];
      toCounts[cell] += weight * counts[slot * plane + cell];
    }
  }

  /**
   * Means of sites over all slots, drawn towards their channel's.
   *
   * @param prior how often the channel's mean counts
   * @return {@code [C, N]}
   */
  double[] siteMeans(int sites, double prior) {
    double[] total = new double[plane];
    double[] seen = new double[plane];
    for (int slot = 0; slot < sums.length / plane; slot++) {
      weigh(slot, 1, total, seen);
    }
    for (int first = 0; first < plane; first += sites) {
      double sum = 0;
      double count = 0;
      for (int cell = first; cell < first + sites; cell++) {
        sum += total[cell];
        count += seen[cell];
      }
      double ofChannel = count == 0 ? 0 : sum / count;
      for (int cell = first; cell < first + sites; cell++) {
        total[cell] = (total[cell] + prior * ofChannel) / (seen[cell] + prior);
      }
    }
    return total;
  }
}
