package dev.fairway.benchmarks.stream;

import dev.fairway.contract.ContentType;
import java.time.Duration;

/**
 * What is put through.
 *
 * @param sites of the town, each with one channel
 * @param perInterval readings of a site in an interval
 * @param intervals of the town's five minutes
 * @param type form of all records
 * @param partitions of every topic
 * @param parallelism of jobs; threads of Kafka Streams
 * @param checkpointEvery so often results are committed, by all sides
 */
public record StreamPlan(
    int sites,
    int perInterval,
    long intervals,
    ContentType type,
    int partitions,
    int parallelism,
    Duration checkpointEvery) {

  /** Intervals that a window holds. */
  private static final int WINDOW = 12;

  /** The same for so many intervals. */
  StreamPlan during(long others) {
    return new StreamPlan(
        sites, perInterval, others, type, partitions, parallelism, checkpointEvery);
  }

  long readings() {
    return intervals * perInterval * sites;
  }

  /** Readings, and a heartbeat on each partition at the end of each interval. */
  long records() {
    return readings() + intervals * partitions;
  }

  /** Every interval that ends a full window has one of each site. */
  long forecasts() {
    return (intervals - WINDOW + 1) * sites;
  }
}
