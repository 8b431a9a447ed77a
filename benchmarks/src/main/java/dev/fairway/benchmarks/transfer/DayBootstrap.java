package dev.fairway.benchmarks.transfer;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Paired bootstrap by day (Efron and Tibshirani 1993, chapter 8): days of the test part are drawn
 * with replacement, the same ones for both sides and all seeds.
 */
final class DayBootstrap {

  private static final int DRAWS = 2000;
  private static final double OUTSIDE = 0.025;
  private static final long SEED = 1;

  /**
   * A relative change of the mean absolute error.
   *
   * @param change of the mean over the seeds, below 0 is better
   * @param low end of the 95 % interval
   * @param high the other
   */
  record Interval(double change, double low, double high) {

    /** Whether 0 is outside. */
    boolean excludesZero() {
      return low > 0 || high < 0;
    }
  }

  /**
   * @param from for each seed, by day
   * @param to likewise, of the same seeds and days
   */
  static Interval of(List<List<DayErrors>> from, List<List<DayErrors>> to) {
    List<LocalDate> days = from.get(0).stream().map(DayErrors::day).toList();
    for (List<DayErrors> each : to) {
      if (!each.stream().map(DayErrors::day).toList().equals(days)) {
        throw new IllegalArgumentException("The days compared are not the same");
      }
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] changes = new double[DRAWS];
    for (int draw = 0; draw < DRAWS; draw++) {
      int[] drawn = random.ints(days.size(), 0, days.size()).toArray();
      changes[draw] = change(from, to, drawn);
    }
    Arrays.sort(changes);
    return new Interval(
        change(from, to, IntStream.range(0, days.size()).toArray()),
        changes[(int) (OUTSIDE * DRAWS)],
        changes[(int) ((1 - OUTSIDE) * DRAWS) - 1]);
  }

  private static double change(List<List<DayErrors>> from, List<List<DayErrors>> to, int[] drawn) {
    return mean(to, drawn) / mean(from, drawn) - 1;
  }

  /** Over the seeds, of the mean absolute error on the drawn days. */
  private static double mean(List<List<DayErrors>> seeds, int[] drawn) {
    double sum = 0;
    for (List<DayErrors> days : seeds) {
      sum += DayErrors.mean(Arrays.stream(drawn).mapToObj(days::get).toList());
    }
    return sum / seeds.size();
  }

  private DayBootstrap() {}
}
