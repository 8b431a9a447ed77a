package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Copies are told from windows that are merely alike. */
class LeakageAuditTest {

  private static final int STEPS = NoisyTown.STEPS;
  private static final TrafficSeries SERIES = NoisyTown.series(4, 1);
  private static final ChronologicalSplit SPLIT = NoisyTown.split(SERIES);
  private static final NearestWindow NEAREST =
      new NearestWindow(SERIES, SPLIT.train(), STEPS, NoisyTown.DEVIATIONS);

  @Test
  void aCopyIsAtNoDistanceWhereverItWasTaken() {
    for (int start = 0; start + STEPS <= SPLIT.train().to(); start += 7) {
      assertThat(NEAREST.distance(SERIES.window(start, STEPS))).isZero();
    }
    assertThat(NEAREST.distance(SERIES.window(SPLIT.validation().from(), STEPS))).isPositive();
  }

  @Test
  void aDistanceIsInDeviations() {
    TrafficSeries one = SERIES.slice(0, STEPS);
    NearestWindow nearest = new NearestWindow(one, new Part(0, STEPS), STEPS, NoisyTown.DEVIATIONS);
    TrafficWindow moved = one.window(0, STEPS);
    for (int n = 0; n < NoisyTown.SITES; n++) {
      for (int t = 0; t < STEPS; t++) {
        moved.values()[moved.cell(0, t, n)] += 3 * NoisyTown.DEVIATIONS[n];
      }
    }
    // 3 in half of the cells.
    assertThat(nearest.distance(moved)).isCloseTo(3 / Math.sqrt(2), within(1e-4));
  }

  @Test
  void theNearestIsWhatLookingAtAllOfThemFinds() {
    TrafficSeries holes = NoisyTown.series(1, 5);
    for (int t = 0; t < holes.steps(); t += 3) {
      holes.clear(t, t % NoisyTown.SITES, 0);
    }
    Part part = new Part(0, 200);
    NearestWindow nearest = new NearestWindow(holes, part, STEPS, NoisyTown.DEVIATIONS);
    TrafficWindow window = holes.window(250, STEPS);
    double least = Double.POSITIVE_INFINITY;
    for (int start = 0; start + STEPS <= part.to(); start++) {
      least = Math.min(least, distance(window, holes.window(start, STEPS)));
    }
    assertThat(nearest.distance(window)).isCloseTo(least, within(1e-5));
  }

  private static double distance(TrafficWindow one, TrafficWindow other) {
    double sum = 0;
    int shared = 0;
    for (int cell = 0; cell < one.values().length; cell++) {
      if (one.observed()[cell] && other.observed()[cell]) {
        int sites = NoisyTown.SITES;
        double deviation = NoisyTown.DEVIATIONS[cell / (STEPS * sites) * sites + cell % sites];
        sum += Math.pow((one.values()[cell] - other.values()[cell]) / deviation, 2);
        shared++;
      }
    }
    return Math.sqrt(sum / shared);
  }

  @Test
  void windowsThatHaveLittleInCommonAreNotCompared() {
    TrafficWindow window = SERIES.window(0, STEPS);
    TrafficSeries silent = new TrafficSeries(NoisyTown.measured(), NoisyTown.START, 20);
    silent.set(3, 0, 0, window.values()[0]);
    assertThat(
            new NearestWindow(silent, new Part(0, 20), STEPS, NoisyTown.DEVIATIONS)
                .distance(window))
        .isInfinite();
  }

  @Test
  void whatComesNearerThanAllHeldOutWindowsIsACopy() {
    LeakageAudit audit = LeakageAudit.of(SERIES, SPLIT, STEPS, NoisyTown.DEVIATIONS);
    assertThat(audit.heldOut().size()).isEqualTo(SPLIT.validation().steps() / STEPS);
    assertThat(audit.threshold()).isPositive().isEqualTo(audit.heldOut().at(0));
    TrafficWindow copy = SERIES.window(50, STEPS);
    assertThat(audit.isCopy(audit.distance(copy))).isTrue();
    for (int i = 0; i < copy.values().length; i++) {
      copy.values()[i] *= 1.001f;
    }
    assertThat(audit.isCopy(audit.distance(copy))).as("touched up").isTrue();
    for (int t = SPLIT.validation().from(); t < SPLIT.validation().to(); t += STEPS) {
      assertThat(audit.isCopy(audit.distance(SERIES.window(t, STEPS)))).isFalse();
    }
  }

  @Test
  void anExactCopyIsOneEvenWhereTrafficRepeatsItself() {
    TrafficSeries still = new TrafficSeries(NoisyTown.measured(), NoisyTown.START, 80);
    for (int t = 0; t < 80; t++) {
      for (int cell = 0; cell < 6; cell++) {
        still.set(t, cell / 2, cell % 2, 20);
      }
    }
    LeakageAudit audit =
        LeakageAudit.of(still, NoisyTown.split(still), STEPS, NoisyTown.DEVIATIONS);
    assertThat(audit.threshold()).isZero();
    assertThat(audit.isCopy(0)).isTrue();
    assertThat(audit.isCopy(1e-6)).isFalse();
  }

  @Test
  void withoutHeldOutWindowsCopiesCannotBeTold() {
    ChronologicalSplit none = ChronologicalSplit.byFractions(SERIES.steps(), 0.5, 0);
    assertThatThrownBy(() -> LeakageAudit.of(SERIES, none, STEPS, NoisyTown.DEVIATIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("The validation part, 0 intervals");
  }

  @Test
  void aQuantileIsOneOfTheNumbers() {
    Ranked ranked = Ranked.of(Arrays.stream(new double[] {5, 1, 3, 2, 4}));
    assertThat(ranked.at(0)).isEqualTo(1);
    assertThat(ranked.at(0.5)).isEqualTo(3);
    assertThat(ranked.at(1)).isEqualTo(5);
    assertThat(Ranked.of(Arrays.stream(new double[0])).at(0.5)).isNaN();
  }
}
