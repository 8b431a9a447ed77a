package dev.fairway.contract;

import com.google.protobuf.Message;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.FeedPosition;
import dev.fairway.contract.v1.Forecast;
import dev.fairway.contract.v1.ModelEvent;
import dev.fairway.contract.v1.NetworkDefinition;
import dev.fairway.contract.v1.Observation;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.Position;
import dev.fairway.contract.v1.Replay;
import dev.fairway.contract.v1.Score;
import dev.fairway.contract.v1.SiteInterval;

/**
 * Fairway's topics: the name on the broker, what a record on it is, and whether only the newest of
 * a key is kept.
 */
public enum Topic {
  OBSERVATIONS("fairway.observations.v1", Observation.getDefaultInstance(), false),
  POSITIONS("fairway.positions.v1", Position.getDefaultInstance(), false),
  INTERVALS("fairway.intervals.v1", SiteInterval.getDefaultInstance(), false),
  OUTSIDE("fairway.outside.v1", OutsideInterval.getDefaultInstance(), false),
  FORECASTS("fairway.forecasts.v1", Forecast.getDefaultInstance(), false),
  SCORES("fairway.scores.v1", Score.getDefaultInstance(), false),
  DEAD_LETTERS("fairway.dead-letters.v1", DeadLetter.getDefaultInstance(), false),
  LATE("fairway.late.v1", DeadLetter.getDefaultInstance(), false),
  REPLAYS("fairway.replays.v1", Replay.getDefaultInstance(), false),
  FEED_POSITIONS("fairway.feed-positions.v1", FeedPosition.getDefaultInstance(), true),
  MODELS("fairway.models.v1", ModelEvent.getDefaultInstance(), true),
  NETWORKS("fairway.networks.v1", NetworkDefinition.getDefaultInstance(), true);

  /** The largest record any topic takes: the definition of a network of thousands of sites. */
  public static final int MAXIMUM_RECORD_BYTES = 16 << 20;

  /** The largest reading or position that is read; a detector of a thousand channels needs less. */
  public static final int MAXIMUM_READING_BYTES = 64 << 10;

  private final String topicName;
  private final Message prototype;
  private final boolean compacted;

  Topic(String topicName, Message prototype, boolean compacted) {
    this.topicName = topicName;
    this.prototype = prototype;
    this.compacted = compacted;
  }

  public String topicName() {
    return topicName;
  }

  /** An empty record of the topic's type. */
  public Message prototype() {
    return prototype;
  }

  public boolean isCompacted() {
    return compacted;
  }
}
