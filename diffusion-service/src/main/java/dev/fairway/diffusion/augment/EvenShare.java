package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Chooses times so that there are everywhere as many windows for each measured one: those of the
 * part, end to end, each {@code rate} times. Where the rate is no whole number the windows share
 * the rest in turn, as a line of pixels shares a slope (Bresenham).
 */
final class EvenShare {

  private EvenShare() {}

  /**
   * @param rate windows for each measured one
   * @param most windows, all together
   */
  static List<Wanted> choose(MeasuredStarts starts, Part part, int steps, double rate, int most) {
    TrafficSeries series = starts.series();
    Calendar calendar = Calendar.of(series.measured());
    NavigableMap<Integer, Integer> chosen = new TreeMap<>();
    long real = 0;
    long made = 0;
    for (int t = part.from(); t + steps <= part.to(); t += steps) {
      int slot = calendar.slotOfWeek(series.time(t));
      if (starts.bySlot().getOrDefault(slot, List.of()).contains(t)) {
        real++;
        long due = Math.min(most, (long) Math.floor(real * rate));
        if (due > made) {
          chosen.merge(slot, (int) (due - made), Integer::sum);
          made = due;
        }
      }
    }
    return chosen.entrySet().stream()
        .map(entry -> new Wanted(starts.example(entry.getKey()), entry.getValue()))
        .toList();
  }
}
