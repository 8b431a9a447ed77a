package dev.fairway.cli.audit;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What readings come to, found from the topic that they went in by. */
interface ExpectedIntervals {

  /**
   * Takes a record in; those of a partition in their order.
   *
   * @param letters of records that were refused as a whole; a record's own is used up
   * @return event time, Unix ms; {@code Long.MIN_VALUE} if it has none
   */
  long take(ConsumerRecord<byte[], byte[]> found, Letters letters);

  /** All that the readings came to. */
  Map<Place, Gathered> gathered();

  /** What went in and came to nothing: neither counted nor refused. */
  Discrepancies unanswered();
}
