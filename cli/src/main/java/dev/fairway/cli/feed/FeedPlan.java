package dev.fairway.cli.feed;

import dev.fairway.contract.Topic;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.feed.SourceOpener;
import dev.fairway.ingest.simulate.SimulatedWorld;
import dev.fairway.network.NetworkKind;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.format.FactSheetException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is fed: a network and the source of its readings.
 *
 * @param fingerprint which source this is, with everything that changes its events
 * @param start event time of the source's beginning
 * @param history how much of it suits as the past to learn from
 */
public record FeedPlan(
    MeasuredNetwork measured,
    String fingerprint,
    Instant start,
    Duration history,
    SourceOpener opener) {

  private static final Duration HISTORY = Duration.ofDays(4);

  /** A Monday, so that a demo's first days are working days. */
  private static final Instant SIMULATION_START = Instant.parse("2026-03-02T00:00:00Z");

  /**
   * The given data sets, or the simulator's networks where there are none.
   *
   * @param work where what is derived from a data set is kept
   */
  public static List<FeedPlan> of(
      List<Path> dataSets, Optional<Path> factSheet, long seed, Path work)
      throws IOException, FactSheetException {
    if (dataSets.isEmpty()) {
      return simulated(seed);
    }
    List<FeedPlan> plans = new ArrayList<>();
    for (Path path : dataSets) {
      DataSet data = DataSet.open(path, factSheet, work);
      plans.add(
          new FeedPlan(
              data.measured(), data.fingerprint(), data.firstTime(), HISTORY, data::source));
    }
    return plans;
  }

  private static List<FeedPlan> simulated(long seed) {
    SimulatedWorld world = SimulatedWorld.of(seed, SIMULATION_START);
    String fingerprint = "simulator, seed " + seed + ", from " + SIMULATION_START;
    return List.of(
        new FeedPlan(
            world.roads(),
            fingerprint,
            SIMULATION_START,
            HISTORY,
            () -> world.roadSource(Instant.MAX)),
        new FeedPlan(
            world.waterway(),
            fingerprint,
            SIMULATION_START,
            HISTORY,
            () -> world.waterwaySource(Instant.MAX)));
  }

  public String network() {
    return measured.network().id();
  }

  /** The topic of its readings. */
  public Topic stream() {
    return measured.network().kind() == NetworkKind.ROAD ? Topic.OBSERVATIONS : Topic.POSITIONS;
  }
}
