package dev.fairway.ingest.simulate.waterway;

import dev.fairway.ingest.simulate.RandomStreams;
import dev.fairway.series.MeasuredNetwork;
import java.time.Instant;

/**
 * Everything that decides what happens on the simulated fairway. The same scenario always gives the
 * same vessels.
 *
 * @param seed of every random draw
 * @param start of the first interval; a whole number of intervals since 1970
 * @param traffic arrivals relative to the classes' own; above 0
 */
public record WaterwayScenario(Fairway fairway, long seed, Instant start, double traffic) {

  public WaterwayScenario {
    if (start.getNano() != 0 || start.getEpochSecond() % Fairway.INTERVAL.toSeconds() != 0) {
      throw new IllegalArgumentException(
          "The simulation starts at " + start + ", which is not the start of an interval");
    }
    if (!(traffic > 0)) {
      throw new IllegalArgumentException("Traffic " + traffic + " is not above 0");
    }
  }

  /** Some 25 vessels at a time in 14 cells. */
  public static WaterwayScenario simstad(long seed, Instant start) {
    return new WaterwayScenario(Fairway.simstad(), seed, start, 1);
  }

  /** Four cells. */
  public static WaterwayScenario small(long seed, Instant start) {
    return new WaterwayScenario(Fairway.small(), seed, start, 1);
  }

  public MeasuredNetwork measured() {
    return fairway.measured();
  }

  RandomStreams streams() {
    return new RandomStreams(seed);
  }
}
