package dev.fairway.cli.feed;

import dev.fairway.contract.Topic;
import dev.fairway.ingest.dataset.DataSet;
import dev.fairway.ingest.feed.SourceOpener;
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

  /**
   * The given data sets, or the simulator's networks where there are none.
   *
   * @param work where what is derived from a data set is kept
   */
  public static List<FeedPlan> of(
      List<Path> dataSets, Optional<Path> factSheet, SimulatedFeed simulated, Path work)
      throws IOException, FactSheetException {
    if (dataSets.isEmpty()) {
      return simulated.plans(HISTORY);
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

  public String network() {
    return measured.network().id();
  }

  /** The topic of its readings. */
  public Topic stream() {
    return measured.network().kind() == NetworkKind.ROAD ? Topic.OBSERVATIONS : Topic.POSITIONS;
  }
}
