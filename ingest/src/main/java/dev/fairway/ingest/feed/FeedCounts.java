package dev.fairway.ingest.feed;

import dev.fairway.contract.v1.DeadLetter;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a feed has written.
 *
 * @param events of the source; observations, positions and dead letters together
 * @param deadLetters by reason; a reason that never came is absent
 * @param heartbeats records, one for each partition and time
 */
public record FeedCounts(
    long events,
    long observations,
    long positions,
    Map<DeadLetter.Reason, Long> deadLetters,
    long heartbeats) {

  public static final FeedCounts NONE = new FeedCounts(0, 0, 0, Map.of(), 0);

  public FeedCounts {
    deadLetters = Map.copyOf(deadLetters);
  }

  FeedCounts plus(FeedCounts more) {
    Map<DeadLetter.Reason, Long> sum = new EnumMap<>(DeadLetter.Reason.class);
    sum.putAll(deadLetters);
    more.deadLetters.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    return new FeedCounts(
        events + more.events,
        observations + more.observations,
        positions + more.positions,
        sum,
        heartbeats + more.heartbeats);
  }
}
