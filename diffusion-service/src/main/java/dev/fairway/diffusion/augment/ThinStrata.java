package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Chooses times of the week whose windows fill thin strata: again and again the one that covers
 * most of what is still lacking, until nothing is.
 *
 * <p>A window covers of a stratum as many cells as it has in it, but no more than are lacking. So
 * what a window is worth only falls, and an offer that is still worth what it was is the best (lazy
 * greedy choice: Minoux, <i>Accelerated greedy algorithms</i>, 1978). Among equals the lot decides.
 */
final class ThinStrata {

  /**
   * A time of the week and what a window there was worth when it was last looked at.
   *
   * @param gain cells
   * @param lot drawn anew each time, so that equals take turns
   */
  private record Offer(int slot, long gain, long lot) {}

  /** The strata in which a window has cells, and how many in each. */
  private record Cover(int[] strata, long[] cells) {}

  private static final int DAYS_PER_WEEK = 7;
  private static final Comparator<Offer> BEST_FIRST =
      Comparator.comparingLong(Offer::gain).reversed().thenComparingLong(Offer::lot);

  private final MeasuredStarts starts;
  private final Strata strata;
  private final int steps;
  private final long[] deficits;
  private final SplittableRandom random;

  /** By slot of the week: what does not change while deficits fall. */
  private final Map<Integer, Cover> covers = new HashMap<>();

  /**
   * @param steps intervals in a window
   * @param deficits what strata lack, in cells
   */
  ThinStrata(
      MeasuredStarts starts, Strata strata, int steps, long[] deficits, SplittableRandom random) {
    this.starts = starts;
    this.strata = strata;
    this.steps = steps;
    this.deficits = deficits.clone();
    this.random = random;
  }

  /**
   * @param most windows, all together
   * @return in the order of the week; nothing if nothing is lacking that a window could cover
   */
  List<Wanted> choose(int most) {
    PriorityQueue<Offer> offers = new PriorityQueue<>(BEST_FIRST);
    starts.bySlot().keySet().forEach(slot -> offers.add(offer(slot)));
    NavigableMap<Integer, Integer> chosen = new TreeMap<>();
    int windows = 0;
    while (windows < most && !offers.isEmpty()) {
      Offer offer = offers.remove();
      long gain = gain(offer.slot());
      if (gain == offer.gain() && gain > 0) {
        chosen.merge(offer.slot(), 1, Integer::sum);
        windows++;
        fill(offer.slot());
      }
      if (gain > 0) {
        offers.add(offer(offer.slot()));
      }
    }
    return chosen.entrySet().stream()
        .map(entry -> new Wanted(starts.example(entry.getKey()), entry.getValue()))
        .toList();
  }

  private Offer offer(int slot) {
    return new Offer(slot, gain(slot), random.nextLong());
  }

  /** What a window would cover. */
  private long gain(int slot) {
    Cover cover = covers.computeIfAbsent(slot, this::coverOf);
    long gain = 0;
    for (int i = 0; i < cover.strata().length; i++) {
      gain += Math.min(cover.cells()[i], deficits[cover.strata()[i]]);
    }
    return gain;
  }

  private void fill(int slot) {
    Cover cover = covers.computeIfAbsent(slot, this::coverOf);
    for (int i = 0; i < cover.strata().length; i++) {
      int stratum = cover.strata()[i];
      deficits[stratum] -= Math.min(cover.cells()[i], deficits[stratum]);
    }
  }

  private Cover coverOf(int slot) {
    int week = DAYS_PER_WEEK * Calendar.of(strata.measured()).slotsPerDay();
    long channels = strata.measured().channels().size();
    TreeMap<Integer, Long> cells = new TreeMap<>();
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < strata.measured().network().size(); n++) {
        cells.merge(strata.of((slot + t) % week, n), channels, Long::sum);
      }
    }
    return new Cover(
        cells.keySet().stream().mapToInt(stratum -> stratum).toArray(),
        cells.values().stream().mapToLong(count -> count).toArray());
  }
}
