package dev.fairway.ingest.simulate;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.simulate.road.RoadScenario;
import dev.fairway.ingest.simulate.road.SimulatedRoadSource;
import dev.fairway.ingest.simulate.waterway.SimulatedWaterwaySource;
import dev.fairway.ingest.simulate.waterway.WaterwayScenario;
import dev.fairway.series.MeasuredNetwork;
import java.time.Instant;

/**
 * A road network and a waterway that do not exist, and everything that happens on them.
 *
 * <pre>
 * SimulatedWorld world = SimulatedWorld.of(1, Instant.parse("2026-03-02T00:00:00Z"));
 * MeasuredNetwork roads = world.roads();
 * Source readings = world.roadSource(Instant.MAX);
 * </pre>
 */
public record SimulatedWorld(RoadScenario roadScenario, WaterwayScenario waterwayScenario) {

  /**
   * The town and the fjord of Simstad.
   *
   * @param start of the first interval: a whole number of five minutes
   */
  public static SimulatedWorld of(long seed, Instant start) {
    return new SimulatedWorld(
        RoadScenario.simstad(seed, start), WaterwayScenario.simstad(seed, start));
  }

  /** Six detectors and four waterway cells, for tests. */
  public static SimulatedWorld small(long seed, Instant start) {
    return new SimulatedWorld(RoadScenario.small(seed, start), WaterwayScenario.small(seed, start));
  }

  public MeasuredNetwork roads() {
    return roadScenario.measured();
  }

  public MeasuredNetwork waterway() {
    return waterwayScenario.measured();
  }

  /**
   * @param end no interval starts at it or later; {@link Instant#MAX} for never
   */
  public Source roadSource(Instant end) {
    return new SimulatedRoadSource(roadScenario, end);
  }

  /**
   * @param end no interval starts at it or later; {@link Instant#MAX} for never
   */
  public Source waterwaySource(Instant end) {
    return new SimulatedWaterwaySource(waterwayScenario, end);
  }
}
