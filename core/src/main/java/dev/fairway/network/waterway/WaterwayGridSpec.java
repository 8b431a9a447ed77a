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
 * @param bridging what joins parts that all of this leaves apart
 */
public record WaterwayGridSpec(
    double cellDegrees,
    int maximumCells,
    int minimumPositions,
    int minimumTransitions,
    Duration longestGap,
    Bridging bridging) {

  /**
   * Weaker support that suffices between cells of two parts of a network.
   *
   * @param minimumTransitions of vessels between the two cells, of both directions together
   * @param longestGap without a position between the two cells of a transition
   * @param longestMetres between the middles of the two cells
   */
  public record Bridging(int minimumTransitions, Duration longestGap, double longestMetres) {

    /** Two vessels, an hour, 15 km: a tow at 8 knots, out of hearing on the way. */
    public static final Bridging DEFAULT = new Bridging(2, Duration.ofHours(1), 15_000);
  }

  /** About 3 km: 180 cells of 0.03 degrees, each with 100 positions. */
  public static final WaterwayGridSpec DEFAULT =
      new WaterwayGridSpec(0.03, 180, 100, 3, Duration.ofMinutes(30), Bridging.DEFAULT);

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
        degrees, maximumCells, minimumPositions, minimumTransitions, longestGap, bridging);
  }

  public WaterwayGridSpec withMaximumCells(int cells) {
    return new WaterwayGridSpec(
        cellDegrees, cells, minimumPositions, minimumTransitions, longestGap, bridging);
  }

  public WaterwayGridSpec withMinimumPositions(int positions) {
    return new WaterwayGridSpec(
        cellDegrees, maximumCells, positions, minimumTransitions, longestGap, bridging);
  }
}
