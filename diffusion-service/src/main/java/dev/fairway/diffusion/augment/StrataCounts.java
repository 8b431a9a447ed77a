package dev.fairway.diffusion.augment;

import dev.fairway.series.Calendar;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.List;

/**
 * How many cells are known of each stratum.
 *
 * <p>A stratum of which nothing was ever measured is <i>empty</i>: no model has seen its like, so
 * it is neither counted in the median nor filled. Of the others those below a target are
 * <i>thin</i>.
 *
 * @param observed by stratum
 */
record StrataCounts(Strata strata, long[] observed) {

  /** Of what was observed in a window, which may be a whole part of a series. */
  static StrataCounts of(Strata strata, TrafficWindow window) {
    return new StrataCounts(strata, new long[strata.size()]).plus(List.of(window));
  }

  /** With windows beside. */
  StrataCounts plus(List<TrafficWindow> windows) {
    Calendar calendar = Calendar.of(strata.measured());
    long[] more = observed.clone();
    for (TrafficWindow window : windows) {
      for (int t = 0; t < window.steps(); t++) {
        int slot = calendar.slotOfWeek(window.start().plus(window.interval().multipliedBy(t)));
        for (int n = 0; n < window.sites(); n++) {
          int stratum = strata.of(slot, n);
          for (int c = 0; c < window.channels(); c++) {
            more[stratum] += window.observed()[window.cell(c, t, n)] ? 1 : 0;
          }
        }
      }
    }
    return new StrataCounts(strata, more);
  }

  /** Strata of which nothing is known. */
  int empty() {
    return (int) Arrays.stream(observed).filter(count -> count == 0).count();
  }

  /** Of the strata that are not empty; of an even number of them the lower middle one. */
  long median() {
    return (long)
        Ranked.of(Arrays.stream(observed).filter(count -> count > 0).asDoubleStream()).at(0.5);
  }

  /** The thinnest that is not empty. */
  long least() {
    return Arrays.stream(observed).filter(count -> count > 0).min().orElse(0);
  }

  /**
   * What the thin strata lack.
   *
   * @return by stratum, in cells: 0 where it is not thin, or empty
   */
  long[] deficits(long target) {
    return Arrays.stream(observed)
        .map(count -> count == 0 ? 0 : Math.max(0, target - count))
        .toArray();
  }

  int thin(long target) {
    return (int) Arrays.stream(deficits(target)).filter(deficit -> deficit > 0).count();
  }
}
