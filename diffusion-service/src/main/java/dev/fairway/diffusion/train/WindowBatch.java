package dev.fairway.diffusion.train;

import dev.fairway.diffusion.condition.Condition;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;

/**
 * Some windows, what of them is known, and what of that is given. All {@code [B, C, T, N]}, packed,
 * but the moments.
 *
 * @param shape B, C, T, N
 * @param cells scaled; 0 where unknown
 * @param known 1 or 0
 * @param mask 1 where known and given
 * @param moments of each window, see {@link Condition}
 */
record WindowBatch(
    long[] shape, float[] cells, float[] known, float[] mask, List<float[]> moments) {

  static WindowBatch empty(int windows, TrafficWindow like) {
    int cells = windows * like.values().length;
    return new WindowBatch(
        new long[] {windows, like.channels(), like.steps(), like.sites()},
        new float[cells],
        new float[cells],
        new float[cells],
        new ArrayList<>());
  }

  /** Puts the next window in. */
  void add(float[] scaled, boolean[] observed, boolean[] given, Condition condition) {
    int offset = moments.size() * scaled.length;
    for (int i = 0; i < scaled.length; i++) {
      cells[offset + i] = scaled[i];
      known[offset + i] = observed[i] ? 1 : 0;
      mask[offset + i] = observed[i] && given[i] ? 1 : 0;
    }
    moments.add(condition.moment());
  }

  int windows() {
    return Math.toIntExact(shape[0]);
  }
}
