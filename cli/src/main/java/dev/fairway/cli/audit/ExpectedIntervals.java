package dev.fairway.cli.audit;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What readings come to, found from the topic that they went in by. */
interface ExpectedIntervals {

  /** A record that is refused for one of these tells nobody the time. */
  Set<DeadLetter.Reason> UNREAD =
      Set.of(
          DeadLetter.Reason.MALFORMED, DeadLetter.Reason.UNKNOWN_NETWORK, DeadLetter.Reason.FUTURE);

  /**
   * Takes a record in; those of a partition in their order.
   *
   * @param letters of records that were refused as a whole; a record's own is used up
   * @return event time, Unix ms; {@code Long.MIN_VALUE} if it has none
   */
  long take(ConsumerRecord<byte[], byte[]> found, Letters letters);

  /**
   * What a record makes of its partition's clock: nothing where its time cannot be, or was not
   * believed.
   *
   * @param refused why, if it was
   * @return Unix ms; {@code Long.MIN_VALUE} for nothing
   */
  static long clock(Optional<Timestamp> time, Optional<DeadLetter.Reason> refused) {
    return time.filter(Times::isValid)
        .filter(valid -> refused.filter(UNREAD::contains).isEmpty())
        .map(valid -> Times.toInstant(valid).toEpochMilli())
        .orElse(Long.MIN_VALUE);
  }

  /** All that the readings came to. */
  Map<Place, Gathered> gathered();

  /** What went in and came to nothing: neither counted nor refused. */
  Discrepancies unanswered();
}
