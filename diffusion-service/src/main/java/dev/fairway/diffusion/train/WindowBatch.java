package dev.fairway.diffusion.train;

import dev.fairway.diffusion.condition.Condition;
import dev.fairway.diffusion.scale.Expectation;
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
 * @param mean what is expected by what is given, see {@link Expectation}
 * @param deviation likewise
 * @param moments of each window, see {@link Condition}
 */
record WindowBatch(
    long[] shape,
    float[] cells,
    float[] known,
    float[] mask,
    float[] mean,
    float[] deviation,
    List<float[]> moments) {

  static WindowBatch empty(int windows, TrafficWindow like) {
    int cells = windows * like.values().length;
    return new WindowBatch(
        new long[] {windows, like.channels(), like.steps(), like.sites()},
        new float[cells],
        new float[cells],
        new float[cells],
        new float[cells],
        new float[cells],
        new ArrayList<>());
  }

  /**
   * Puts the next window in.
   *
   * @param shown what is given of what was observed
   */
  void add(
      float[] scaled,
      boolean[] observed,
      boolean[] shown,
      Expectation expected,
      Condition condition) {
    int offset = moments.size() * scaled.length;
    for (int i = 0; i < scaled.length; i++) {
      cells[offset + i] = scaled[i];
      known[offset + i] = observed[i] ? 1 : 0;
      mask[offset + i] = shown[i] ? 1 : 0;
      mean[offset + i] = expected.mean()[i];
      deviation[offset + i] = expected.deviation()[i];
    }
    moments.add(condition.moment());
  }

  /** How far the known cells are from what is expected, in the deviations that are. */
  float[] distances() {
    float[] distances = new float[cells.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = known[i] * (cells[i] - mean[i]) / deviation[i];
    }
    return distances;
  }

  /** The cells as they are given, and what is expected elsewhere. */
  float[] shown() {
    float[] shown = new float[cells.length];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = mask[i] == 1 ? cells[i] : mean[i];
    }
    return shown;
  }

  int windows() {
    return Math.toIntExact(shape[0]);
  }
}
