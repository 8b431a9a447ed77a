package dev.fairway.cli.feed;

import dev.fairway.ingest.simulate.SimulatedWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A simulation that is fed.
 *
 * @param until no interval starts then or later; empty: it never ends
 */
public record SimulatedFeed(long seed, World world, Optional<Instant> until) {

  /** A Monday, so that a demo's first days are working days. */
  private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  /** What there is to simulate. */
  public enum World {
    SIMSTAD,
    SMALL
  }

  /**
   * @param history how much of it suits as the past to learn from
   */
  List<FeedPlan> plans(Duration history) {
    SimulatedWorld simulated =
        world == World.SIMSTAD ? SimulatedWorld.of(seed, START) : SimulatedWorld.small(seed, START);
    // Where it ends changes no event before that: a feed goes on also with another end.
    String fingerprint =
        (world == World.SIMSTAD ? "" : world.name().toLowerCase(Locale.ROOT) + " ")
            + "simulator, seed "
            + seed
            + ", from "
            + START;
    Instant end = until.orElse(Instant.MAX);
    return List.of(
        new FeedPlan(
            simulated.roads(), fingerprint, START, history, () -> simulated.roadSource(end)),
        new FeedPlan(
            simulated.waterway(),
            fingerprint,
            START,
            history,
            () -> simulated.waterwaySource(end)));
  }
}
