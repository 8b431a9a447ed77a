package dev.fairway.ingest.simulate.waterway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds up what happens in each cell until the interval ends. */
final class CellCounts {

  private final Fairway fairway;
  private final int[] entered;
  private final double[] present;
  private final double[] travelled;
  private final double[] waiting;
  private double seconds;

  CellCounts(Fairway fairway) {
    this.fairway = fairway;
    entered = new int[fairway.cells()];
    present = new double[fairway.cells()];
    travelled = new double[fairway.cells()];
    waiting = new double[fairway.cells()];
  }

  void enter(int cell) {
    entered[cell]++;
  }

  /** A vessel was in the cell for a step. */
  void stay(int cell, double speed, boolean waits, double stepSeconds) {
    present[cell] += stepSeconds;
    travelled[cell] += speed * stepSeconds;
    waiting[cell] += waits ? stepSeconds : 0;
  }

  void pass(double stepSeconds) {
    seconds += stepSeconds;
  }

  WaterwayInterval close(Instant start) {
    List<WaterwayInterval.CellTruth> cells = new ArrayList<>();
    for (int c = 0; c < entered.length; c++) {
      cells.add(
          new WaterwayInterval.CellTruth(
              fairway.siteId(c),
              entered[c],
              present[c] / seconds,
              present[c] > 0 ? travelled[c] / present[c] : Double.NaN,
              waiting[c] / seconds));
    }
    return new WaterwayInterval(start, cells);
  }
}
