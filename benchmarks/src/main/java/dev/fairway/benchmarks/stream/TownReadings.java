package dev.fairway.benchmarks.stream;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Detectors of a made-up town: every site reports a speed several times in each interval, all sites
 * at the same instants, in the order of time, without a hole.
 */
final class TownReadings implements Source {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private final MeasuredNetwork town;
  private final int perInterval;
  private final long events;
  private long next;

  /**
   * @param perInterval reports of a site in an interval
   * @param intervals how many
   */
  TownReadings(MeasuredNetwork town, int perInterval, long intervals) {
    this.town = town;
    this.perInterval = perInterval;
    this.events = intervals * perInterval * town.network().size();
  }

  /** How many readings there are. */
  long events() {
    return events;
  }

  @Override
  public Optional<SourceEvent> next() {
    if (next == events) {
      return Optional.empty();
    }
    int sites = town.network().size();
    long report = next / sites;
    int site = (int) (next % sites);
    next++;
    Duration between = town.interval().dividedBy(perInterval);
    return Optional.of(
        new SourceEvent.Observed(
            Observation.newBuilder()
                .setNetwork(town.network().id())
                .setSite(town.network().sites().get(site).id())
                .setTime(Times.toTimestamp(START.plus(between.multipliedBy(report))))
                .putValues(town.channels().get(0).name(), speed(report, site))
                .setSource("town")
                .setLine(next)
                .build()));
  }

  /** m/s, to a hundredth, as detectors give it. */
  private static double speed(long report, int site) {
    return Math.round(100 * (15 + 5 * Math.sin(0.03 * report + 0.01 * site))) / 100.0;
  }

  @Override
  public void close() {}
}
