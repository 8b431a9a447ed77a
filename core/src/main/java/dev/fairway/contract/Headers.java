package dev.fairway.contract;

/** Names of the record headers on Fairway's topics. */
public final class Headers {

  /** The form of the record's value: see {@link ContentType}. */
  public static final String CONTENT_TYPE = "content-type";

  /**
   * Id of the network the record belongs to, so that readers of one network need not parse the
   * others' records.
   */
  public static final String NETWORK = "network";

  /** On a late letter: the site or cell whose interval was closed. */
  public static final String LATE_SITE = "late-site";

  /** On a late letter: start of the interval it would have changed, ISO 8601. */
  public static final String LATE_INTERVAL = "late-interval";

  /** On a late letter: how long that had been closed by event time, an ISO 8601 duration. */
  public static final String LATE_BY = "late-by";

  /** On a record that was written again: topic, partition and offset of its dead letter. */
  public static final String REPLAY_OF = "replay-of";

  private Headers() {}
}
