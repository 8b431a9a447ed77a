package dev.fairway.network.waterway;

import java.time.Duration;

/**
 * Which cells make a network of vessel tracks, and what joins them.
 *
 * @param cellDegrees edge of a cell, a multiple of 0.001
 * @param maximumCells the busiest are kept
 * @param minimumPositions of moving vessels in a cell that is kept
 * @param minimumTransitions of vessels from a cell to the next that make a link
 * @param longestGap without a position between the two cells of a transition
 */
public record WaterwayGridSpec(
    double cellDegrees,
    int maximumCells,
    int minimumPositions,
    int minimumTransitions,
    Duration longestGap) {

  /** About 2 km: 120 cells of 0.02 degrees, each with 100 positions. */
  public static final WaterwayGridSpec DEFAULT =
      new WaterwayGridSpec(0.02, 120, 100, 3, Duration.ofMinutes(30));

  public WaterwayGridSpec {
    if (maximumCells < 1 || minimumPositions < 1 || minimumTransitions < 1) {
      throw new IllegalArgumentException(
          "Maximum cells "
              + maximumCells
              + ", minimum positions "
              + minimumPositions
              + ", minimum transitions "
              + minimumTransitions
              + ": all must be above 0");
    }
  }

  public WaterwayGridSpec withCellDegrees(double degrees) {
    return new WaterwayGridSpec(
        degrees, maximumCells, minimumPositions, minimumTransitions, longestGap);
  }

  public WaterwayGridSpec withMaximumCells(int cells) {
    return new WaterwayGridSpec(
        cellDegrees, cells, minimumPositions, minimumTransitions, longestGap);
  }
}
