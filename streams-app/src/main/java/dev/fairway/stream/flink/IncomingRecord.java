package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;

/** What every record from a public topic has, whether it could be read or not. */
public abstract class IncomingRecord {

  public String network = "";

  /** Site or vessel; empty in a heartbeat. */
  public String subject = "";

  /** Event time, Unix ms; meaningless if there is a reason. */
  public long time;

  public boolean heartbeat;

  /** File or feed and line, or the topic with partition and the offset. */
  public String source = "";

  public long line;

  /** Topic that it was read from. */
  public String topic = "";

  /** The record as it came. */
  public byte[] raw = {};

  /** Name of the {@link DeadLetter.Reason} why it cannot be used; empty if it can. */
  public String reason = "";

  public String detail = "";

  boolean isReadable() {
    return reason.isEmpty();
  }

  void refuse(DeadLetter.Reason why, String inWords) {
    reason = why.name();
    detail = inWords;
  }

  /** The dead letter that this record becomes, as a whole. */
  Refused refused(DeadLetter.Reason why, String inWords) {
    Refused refused = refusedValue(why, inWords);
    refused.recordTopic = topic;
    return refused;
  }

  /** The dead letter of one of its values; the record itself goes on. */
  Refused refusedValue(DeadLetter.Reason why, String inWords) {
    Refused refused = new Refused();
    refused.network = network;
    refused.source = source;
    refused.line = line;
    refused.raw = raw;
    refused.reason = why.name();
    refused.detail = inWords;
    refused.time = time;
    refused.timed = isReadable();
    return refused;
  }
}
