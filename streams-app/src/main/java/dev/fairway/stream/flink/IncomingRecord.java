package dev.fairway.stream.flink;

import dev.fairway.contract.v1.DeadLetter;

/** What every record from a public topic has, whether it could be read or not. */
public abstract class IncomingRecord {

  public Origin origin = new Origin();

  /** Site or vessel; empty in a heartbeat. */
  public String subject = "";

  public boolean heartbeat;

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

  /** The dead letter of one that cannot be used; a heartbeat is no reading that could be missed. */
  Refused refused() {
    DeadLetter.Reason why = DeadLetter.Reason.valueOf(reason);
    return heartbeat ? origin.refusedValue(why, detail) : origin.refused(why, detail);
  }
}
