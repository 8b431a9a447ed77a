package dev.fairway.forecast.baseline;

/** The mean of what was seen in each slot of each cell, every value alike. */
final class CellMeans {

  private final int cells;
  private final double[] sums;
  private final int[] counts;

  CellMeans(int slots, int cells) {
    this.cells = cells;
    this.sums = new double[Math.multiplyExact(slots, cells)];
    this.counts = new int[sums.length];
  }

  void add(int slot, int cell, float value) {
    sums[slot * cells + cell] += value;
    counts[slot * cells + cell]++;
  }

  boolean knows(int slot, int cell) {
    return counts[slot * cells + cell] > 0;
  }

  /** NaN where nothing was seen. */
  float mean(int slot, int cell) {
    return (float) (sums[slot * cells + cell] / counts[slot * cells + cell]);
  }
}
