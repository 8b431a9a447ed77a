package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which times of the week windows are wanted for. */
class WantedTest {

  private static final int STEPS = NoisyTown.STEPS;
  private static final int CHANNELS = 2;
  private static final TrafficSeries WEEKS = NoisyTown.series(2, 1);
  private static final Part ALL = new Part(0, WEEKS.steps());

  private static int windows(List<Wanted> wanted) {
    return wanted.stream().mapToInt(Wanted::windows).sum();
  }

  private static int slot(Wanted wanted) {
    return Calendar.of(NoisyTown.measured()).slotOfWeek(wanted.start());
  }

  private static MeasuredStarts starts(TrafficSeries series) {
    return MeasuredStarts.of(series, new Part(0, series.steps()), STEPS);
  }

  private static ThinStrata thin(Strata strata, long[] deficits, long seed) {
    return new ThinStrata(starts(WEEKS), strata, STEPS, deficits, new SplittableRandom(seed));
  }

  @Test
  void anHourThatLacksSomethingGetsWindowsThatCoverAllOfIt() {
    Strata hours = new Strata(NoisyTown.measured(), List.of(Dimension.HOUR));
    long perWindow = 2L * NoisyTown.SITES * CHANNELS;
    long[] deficits = new long[24];
    deficits[7] = 5 * perWindow - 1;
    List<Wanted> wanted = thin(hours, deficits, 1).choose(100);
    assertThat(windows(wanted)).isEqualTo(5);
    assertThat(wanted)
        .allSatisfy(next -> assertThat(slot(next) % NoisyTown.PER_DAY).isBetween(12, 14));
    assertThat(thin(hours, deficits, 1).choose(3).stream().mapToInt(Wanted::windows).sum())
        .isEqualTo(3);
  }

  @Test
  void theWindowThatCoversMostIsTakenFirst() {
    Strata hours = new Strata(NoisyTown.measured(), List.of(Dimension.HOUR));
    long[] deficits = new long[24];
    deficits[3] = 1;
    deficits[16] = 10;
    deficits[17] = 10;
    List<Wanted> wanted = thin(hours, deficits, 1).choose(1);
    assertThat(slot(wanted.get(0)) % NoisyTown.PER_DAY).isEqualTo(32);
  }

  @Test
  void nothingThatCouldBeCoveredIsLeftLacking() {
    Strata strata = new Strata(NoisyTown.measured(), List.of(Dimension.HOUR, Dimension.WEEKDAY));
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 20; trial++) {
      long[] deficits = new long[strata.size()];
      Arrays.setAll(deficits, s -> random.nextInt(4) == 0 ? random.nextInt(60) : 0);
      long[] left = deficits.clone();
      for (Wanted wanted : thin(strata, deficits, trial).choose(Integer.MAX_VALUE)) {
        for (int t = 0; t < STEPS; t++) {
          left[strata.of((slot(wanted) + t) % NoisyTown.PER_WEEK, 0)] -=
              (long) wanted.windows() * NoisyTown.SITES * CHANNELS;
        }
      }
      assertThat(Arrays.stream(left).max().orElseThrow()).as("trial %d", trial).isNotPositive();
    }
  }

  @Test
  void nothingLackingMeansNothingWanted() {
    Strata hours = new Strata(NoisyTown.measured(), List.of(Dimension.HOUR));
    assertThat(thin(hours, new long[24], 1).choose(10)).isEmpty();
  }

  @Test
  void equalsTakeTurnsAsTheSeedSays() {
    Strata all = new Strata(NoisyTown.measured(), List.of());
    long[] much = {1_000_000};
    List<Wanted> wanted = thin(all, much, 1).choose(50);
    assertThat(thin(all, much, 1).choose(50)).isEqualTo(wanted);
    assertThat(thin(all, much, 2).choose(50)).isNotEqualTo(wanted);
    assertThat(wanted).hasSizeGreaterThan(40);
  }

  @Test
  void evenEnlargementFollowsTheMeasuredWindows() {
    int real = WEEKS.steps() / STEPS;
    assertThat(windows(EvenShare.choose(starts(WEEKS), ALL, STEPS, 1, 1000))).isEqualTo(real);
    assertThat(windows(EvenShare.choose(starts(WEEKS), ALL, STEPS, 0.5, 1000))).isEqualTo(real / 2);
    assertThat(windows(EvenShare.choose(starts(WEEKS), ALL, STEPS, 2.5, 1000)))
        .isEqualTo(real * 5 / 2);
    assertThat(windows(EvenShare.choose(starts(WEEKS), ALL, STEPS, 1, 7))).isEqualTo(7);
    assertThat(EvenShare.choose(starts(WEEKS), ALL, STEPS, 1, 1000))
        .hasSize(real / 2)
        .allSatisfy(wanted -> assertThat(wanted.windows()).isEqualTo(2));
  }

  @Test
  void timesOfTheWeekThatWereNeverMeasuredAreNotWanted() {
    TrafficSeries workingDays = NoisyTown.series(1, 1);
    for (int t = 5 * NoisyTown.PER_DAY; t < workingDays.steps(); t++) {
      for (int cell = 0; cell < NoisyTown.SITES * CHANNELS; cell++) {
        workingDays.clear(t, cell / CHANNELS, cell % CHANNELS);
      }
    }
    Set<Integer> slots = new HashSet<>(starts(workingDays).bySlot().keySet());
    assertThat(slots).hasSize(5 * NoisyTown.PER_DAY - STEPS + 1).doesNotContain(239, 240, 335);
    assertThat(
            windows(
                EvenShare.choose(
                    starts(workingDays), new Part(0, workingDays.steps()), STEPS, 1, 1000)))
        .isEqualTo(5 * NoisyTown.PER_DAY / STEPS);
  }
}
