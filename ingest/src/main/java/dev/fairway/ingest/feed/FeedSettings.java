package dev.fairway.ingest.feed;

import dev.fairway.contract.ContentType;
import dev.fairway.contract.Topic;
import dev.fairway.series.MeasuredNetwork;
import java.time.Duration;

/**
 * What a feed writes and how.
 *
 * @param measured the network; its interval and lateness say when heartbeats are due
 * @param stream the topic of the source's readings, {@code OBSERVATIONS} or {@code POSITIONS}: the
 *     one whose partitions get heartbeats
 * @param fingerprint which source this is, with everything that changes its events: a feed goes on
 *     only where one with the same fingerprint stopped
 * @param type form of the records
 * @param commitInterval wall time after which what was sent is committed; longer where commits are
 *     slow, see {@link CommitSchedule}
 * @param commitEvents number of events after which it is committed, should that come first
 */
public record FeedSettings(
    MeasuredNetwork measured,
    Topic stream,
    String fingerprint,
    ContentType type,
    Duration commitInterval,
    int commitEvents) {

  public FeedSettings {
    if (stream != Topic.OBSERVATIONS && stream != Topic.POSITIONS) {
      throw new IllegalArgumentException("A feed writes observations or positions, not " + stream);
    }
    if (commitInterval.isNegative() || commitInterval.isZero() || commitEvents < 1) {
      throw new IllegalArgumentException(
          "A feed must commit at some time: commitInterval="
              + commitInterval
              + ", commitEvents="
              + commitEvents);
    }
  }

  /** JSON, committed five times a second where the broker is quick. */
  public static FeedSettings of(MeasuredNetwork measured, Topic stream, String fingerprint) {
    return new FeedSettings(
        measured, stream, fingerprint, ContentType.JSON, Duration.ofMillis(200), 50_000);
  }

  /** Id of the network. */
  public String network() {
    return measured.network().id();
  }

  String transactionalId() {
    return "fairway-feed-" + network();
  }
}
