package dev.fairway.ingest.simulate.road;

import java.time.Instant;
import java.util.List;

/**
 * What truly happened at every detector site in one interval, without noise or gaps.
 *
 * @param start of the interval
 * @param sites in the order of the network's sites
 */
public record RoadInterval(Instant start, List<SiteTruth> sites) {

  public RoadInterval {
    sites = List.copyOf(sites);
  }

  /**
   * @param site id
   * @param flow veh/h
   * @param speed m/s, space mean; NaN on an empty road
   * @param density veh/m, all lanes
   * @param occupancy share of time that a vehicle stands over a lane's detector, 0..1
   */
  public record SiteTruth(
      String site, double flow, double speed, double density, double occupancy, Regime regime) {}
}
