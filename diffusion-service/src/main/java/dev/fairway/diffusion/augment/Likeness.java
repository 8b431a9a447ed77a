package dev.fairway.diffusion.augment;

import dev.fairway.diffusion.quality.SampleDistance;
import dev.fairway.diffusion.quality.ShuffledTime;
import dev.fairway.series.Calendar;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How far drawn windows are from measured ones of the same times of the week. The training windows
 * of those times are dealt into two halves, by turns: the first is what all are compared with, the
 * second is the {@code floor}, and its {@link ShuffledTime shuffled} steps are the {@code ceiling}.
 */
final class Likeness {

  static final String SYNTHETIC = "synthetic";
  static final String FLOOR = "floor";
  static final String CEILING = "ceiling";

  /** Of each kind so many windows are compared, evenly taken: distances need no more. */
  private static final int MOST = 512;

  private static final long SEED = 1;

  private Likeness() {}

  /**
   * @param scaler of the training part
   * @return nothing if one of the kinds has too few windows without holes
   */
  static Map<String, SampleDistance> of(
      List<TrafficWindow> synthetic, MeasuredStarts starts, StandardScaler scaler) {
    Map<String, SampleDistance> distances = new LinkedHashMap<>();
    if (synthetic.isEmpty()) {
      return distances;
    }
    int[] measured = startsLike(synthetic, starts);
    int steps = synthetic.get(0).steps();
    List<TrafficWindow> real = half(starts, measured, 0, steps);
    List<TrafficWindow> others = half(starts, measured, 1, steps);
    List<TrafficWindow> made = spread(synthetic.size()).mapToObj(synthetic::get).toList();
    if (Stream.of(real, others, made).allMatch(w -> SampleDistance.isDefinedFor(w, scaler))) {
      var network = starts.series().measured().network();
      List<TrafficWindow> shuffled = ShuffledTime.of(others, new SplittableRandom(SEED));
      distances.put(SYNTHETIC, SampleDistance.between(real, made, scaler, network));
      distances.put(FLOOR, SampleDistance.between(real, others, scaler, network));
      distances.put(CEILING, SampleDistance.between(real, shuffled, scaler, network));
    }
    return distances;
  }

  /** In time order. */
  private static int[] startsLike(List<TrafficWindow> synthetic, MeasuredStarts starts) {
    Calendar calendar = Calendar.of(starts.series().measured());
    TreeSet<Integer> found = new TreeSet<>();
    for (TrafficWindow window : synthetic) {
      found.addAll(starts.bySlot().get(calendar.slotOfWeek(window.start())));
    }
    return found.stream().mapToInt(start -> start).toArray();
  }

  private static List<TrafficWindow> half(
      MeasuredStarts starts, int[] measured, int parity, int steps) {
    int[] own =
        IntStream.range(0, measured.length)
            .filter(i -> i % 2 == parity)
            .map(i -> measured[i])
            .toArray();
    List<TrafficWindow> windows = new ArrayList<>();
    spread(own.length).forEach(i -> windows.add(starts.series().window(own[i], steps)));
    return windows;
  }

  private static IntStream spread(int size) {
    int count = Math.min(MOST, size);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count));
  }
}
