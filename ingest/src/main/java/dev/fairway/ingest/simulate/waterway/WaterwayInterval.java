package dev.fairway.ingest.simulate.waterway;

import java.time.Instant;
import java.util.List;

/**
 * What truly happened in every cell in one interval.
 *
 * @param start of the interval
 * @param cells in the order of the network's sites
 */
public record WaterwayInterval(Instant start, List<CellTruth> cells) {

  public WaterwayInterval {
    cells = List.copyOf(cells);
  }

  /**
   * @param site id
   * @param entered vessels that came into the cell
   * @param present mean number of vessels in the cell
   * @param speed mean over vessels and time, m/s; NaN where there was none
   * @param waiting mean number of vessels held up before the narrows
   */
  public record CellTruth(String site, int entered, double present, double speed, double waiting) {}
}
