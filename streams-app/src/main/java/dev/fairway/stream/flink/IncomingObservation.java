package dev.fairway.stream.flink;

/** An observation as it came from its topic. */
public final class IncomingObservation extends IncomingRecord {

  /** Channels it speaks of. */
  public String[] channels = {};

  /** A value for each of the channels. */
  public double[] values = {};
}
