package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;

/** Where a reading came from and what it was, should it have to be refused. */
public final class Origin {

  /** Id of the network that the record says it is of; it may be unknown. */
  public String network = "";

  /** File or feed and line, or the topic with partition and the offset. */
  public String source = "";

  public long line;

  /** Topic that it was read from. */
  public String topic = "";

  /** Key and content-type header of the record; empty where it had none. */
  public byte[] key = {};

  public String contentType = "";

  /** The record as it came. */
  public byte[] raw = {};

  /** Event time, Unix ms; means nothing unless it is timed. */
  public long time;

  /** Whether the event time is known. */
  public boolean timed;

  /** The dead letter that the record becomes, as a whole. */
  Refused refused(DeadLetter.Reason why, String inWords) {
    Refused refused = refusedValue(why, inWords);
    refused.whole = true;
    return refused;
  }

  /** The dead letter of some of its values; the record itself goes on. */
  Refused refusedValue(DeadLetter.Reason why, String inWords) {
    Refused refused = new Refused();
    refused.origin = this;
    refused.reason = why.name();
    refused.detail = inWords;
    return refused;
  }
}
