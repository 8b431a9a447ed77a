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

  private Headers() {}
}
