package dev.fairway.stream.flink;

import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import java.time.Instant;
import java.util.Arrays;

/** The last snapshots of a network, oldest first: the window from which it is forecast. */
public final class SnapshotRing {

  /** Snapshots in a window. */
  static final int STEPS = 12;

  public int channels;
  public int sites;

  /** Snapshots that are there, at most STEPS. */
  public int count;

  /** Start of the newest snapshot, Unix ms. */
  public long newest;

  /** [time, channel, node], packed, the newest last; 0 where not observed. */
  public float[] values = {};

  public boolean[] observed = {};

  /** For the state serializer. */
  public SnapshotRing() {}

  SnapshotRing(int channels, int sites) {
    this.channels = channels;
    this.sites = sites;
    this.values = new float[STEPS * channels * sites];
    this.observed = new boolean[values.length];
  }

  /**
   * @param snapshot {@code [C, N]}, packed
   * @param marks the same shape
   */
  void push(long start, float[] snapshot, boolean[] marks) {
    int width = channels * sites;
    System.arraycopy(values, width, values, 0, values.length - width);
    System.arraycopy(observed, width, observed, 0, observed.length - width);
    System.arraycopy(snapshot, 0, values, values.length - width, width);
    System.arraycopy(marks, 0, observed, observed.length - width, width);
    newest = start;
    count = Math.min(count + 1, STEPS);
  }

  boolean isFull() {
    return count == STEPS;
  }

  boolean isAnythingObserved() {
    for (boolean mark : observed) {
      if (mark) {
        return true;
      }
    }
    return false;
  }

  void clear() {
    Arrays.fill(values, 0);
    Arrays.fill(observed, false);
    count = 0;
  }

  /** A copy of a full ring, repacked {@code [C, T, N]}. */
  TrafficWindow window(MeasuredNetwork measured) {
    float[] windowValues = new float[values.length];
    boolean[] windowObserved = new boolean[values.length];
    for (int t = 0; t < STEPS; t++) {
      for (int c = 0; c < channels; c++) {
        int from = (t * channels + c) * sites;
        int to = (c * STEPS + t) * sites;
        System.arraycopy(values, from, windowValues, to, sites);
        System.arraycopy(observed, from, windowObserved, to, sites);
      }
    }
    Instant start =
        Instant.ofEpochMilli(newest).minus(measured.interval().multipliedBy(STEPS - 1L));
    return new TrafficWindow(
        start, measured.interval(), channels, STEPS, sites, windowValues, windowObserved);
  }
}
