package dev.fairway.stream.flink;

/** What has come for an interval that is still open. */
public final class PendingSnapshot {

  /** [channel, node], packed; 0 where not observed. */
  public float[] values = {};

  public boolean[] observed = {};

  /** For the state serializer. */
  public PendingSnapshot() {}

  PendingSnapshot(int cells) {
    this.values = new float[cells];
    this.observed = new boolean[cells];
  }

  void put(int cell, double value) {
    values[cell] = (float) value;
    observed[cell] = true;
  }
}
