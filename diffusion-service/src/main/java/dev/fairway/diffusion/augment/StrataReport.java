package dev.fairway.diffusion.augment;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The training part's strata before and after. All counts are of observed cells.
 *
 * @param target what a stratum has to have in order not to be thin; 0 where all grows evenly
 * @param strata how many there are
 * @param empty of which nothing was ever measured; they stay empty
 * @param thinnest before, those with the fewest cells first
 */
public record StrataReport(
    List<Dimension> dimensions,
    long target,
    int strata,
    int empty,
    Summary before,
    Summary after,
    List<Change> thinnest) {

  private static final int SHOWN = 20;

  /**
   * @param thin strata below the target, but not empty
   * @param least cells of the thinnest stratum that is not empty
   * @param median cells of the median stratum among those
   */
  public record Summary(int thin, long least, long median) {

    private static Summary of(StrataCounts counts, long target) {
      return new Summary(counts.thin(target), counts.least(), counts.median());
    }
  }

  /** What became of a stratum. */
  public record Change(String stratum, long before, long after) {}

  static StrataReport of(StrataCounts before, StrataCounts after, long target) {
    Strata strata = before.strata();
    return new StrataReport(
        strata.dimensions(),
        target,
        strata.size(),
        before.empty(),
        Summary.of(before, target),
        Summary.of(after, target),
        IntStream.range(0, strata.size())
            .filter(s -> before.observed()[s] > 0)
            .boxed()
            .sorted(Comparator.comparingLong(s -> before.observed()[s]))
            .limit(SHOWN)
            .map(s -> new Change(strata.name(s), before.observed()[s], after.observed()[s]))
            .toList());
  }
}
