package dev.fairway.stream.flink;

import java.util.Arrays;
import java.util.List;

/** What has come for an interval that is still open. */
public final class PendingSnapshot {

  public int count;

  /** The first {@code count}, in the order they came. */
  public IntervalRow[] rows = {};

  /** For the state serializer. */
  public PendingSnapshot() {}

  void add(IntervalRow row) {
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, Math.max(4, 2 * count));
    }
    rows[count] = row;
    count++;
  }

  List<IntervalRow> rows() {
    return Arrays.asList(rows).subList(0, count);
  }
}
