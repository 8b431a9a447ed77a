package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.DiffusionArchitecture;
import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.quality.SampleDistance;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.series.Calendar;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a series to windows that nobody measured. */
class SyntheticWindowsTest {

  private static final int STEPS = NoisyTown.STEPS;
  private static final TrafficSeries SERIES = thinAtSeven();
  private static final ChronologicalSplit SPLIT = NoisyTown.split(SERIES);
  private static final AugmentPlan FILL = new AugmentPlan(List.of(Dimension.HOUR), 1, 1000, 5);
  private static final AugmentPlan EVEN = new AugmentPlan(List.of(), 0.5, 1000, 5);

  /** From seven to eight the detectors rest on most days. */
  private static TrafficSeries thinAtSeven() {
    TrafficSeries series = NoisyTown.series(8, 1);
    for (int t = 0; t < series.steps(); t++) {
      boolean seven = t % NoisyTown.PER_DAY / 2 == 7;
      for (int cell = 0; cell < 6 && seven && t / NoisyTown.PER_DAY % 4 != 0; cell++) {
        series.clear(t, cell / 2, cell % 2);
      }
    }
    return series;
  }

  private static Augmentation draw(WindowDraw source, AugmentPlan plan, long seed) {
    return new SyntheticWindows(source, STEPS, NoisyTown.DEVIATIONS)
        .draw(SERIES, SPLIT, plan, seed, AugmentListener.NONE);
  }

  @Test
  void thinStrataAreFilledToTheMedian() {
    StrataReport strata = draw(NoisyTown.elsewhere(1), FILL, 1).report().strata();
    assertThat(strata.before().thin()).isEqualTo(1);
    assertThat(strata.target()).isEqualTo(4 * 7 * 2 * 6);
    assertThat(strata.before().least()).isEqualTo(7 * 2 * 6);
    assertThat(strata.after().thin()).isZero();
    assertThat(strata.thinnest().get(0).stratum()).isEqualTo("07 h");
    assertThat(strata.thinnest().get(0).after()).isGreaterThanOrEqualTo(strata.target());
  }

  @Test
  void windowsAreWholeAndLieBeforeTheSeriesAtTheHourThatWasThin() {
    Augmentation made = draw(NoisyTown.elsewhere(1), FILL, 1);
    assertThat(made.windows()).hasSize(21).hasSize(made.report().drawn().made());
    for (TrafficWindow window : made.windows()) {
      assertThat(window.end()).isBefore(SERIES.start());
      assertThat(window.observed()).doesNotContain(false);
      int slot = Calendar.of(SERIES.measured()).slotOfDay(window.start());
      assertThat(slot).isBetween(12, 14);
    }
    assertThat(made.report().distances()).containsOnlyKeys("synthetic", "floor", "ceiling");
  }

  @Test
  void evenlyEnlargedEachTimeOfTheWeekGetsItsShare() {
    Augmentation made = draw(NoisyTown.elsewhere(1), EVEN, 1);
    assertThat(made.report().strata().before().thin()).isZero();
    assertThat(made.report().drawn().wanted()).isBetween(140, 168);
    SampleDistance own = made.report().distances().get("synthetic");
    SampleDistance ceiling = made.report().distances().get("ceiling");
    assertThat(own.slicedWasserstein()).isLessThan(ceiling.slicedWasserstein());
    assertThat(own.autocorrelation()).isLessThan(ceiling.autocorrelation());
  }

  @Test
  void memorisedWindowsAreRejectedAndCounted() {
    WindowDraw parrot =
        (start, windows, seed) -> {
          int step = SERIES.stepAt(start);
          return Collections.nCopies(windows, SERIES.window(step, STEPS));
        };
    Augmentation made = draw(parrot, EVEN, 1);
    DrawReport drawn = made.report().drawn();
    assertThat(made.windows()).isEmpty();
    assertThat(drawn.candidates()).isEqualTo(5 * drawn.wanted());
    assertThat(drawn.rejected().get(Rejection.NEAR_DUPLICATE)).isEqualTo(drawn.candidates());
    assertThat(made.report().audit().rejectedShare()).isEqualTo(1);
    assertThat(made.report().audit().synthetic().median()).isZero();
    assertThat(made.report().audit().heldOut().least()).isPositive();
  }

  @Test
  void oneCopyAmongManyIsFoundAndDrawnAgain() {
    int[] calls = {0};
    WindowDraw forgetful =
        (start, windows, seed) ->
            calls[0]++ == 3
                ? Collections.nCopies(windows, SERIES.window(SERIES.stepAt(start), STEPS))
                : NoisyTown.elsewhere(1).draw(start, windows, seed);
    DrawReport drawn = draw(forgetful, EVEN, 1).report().drawn();
    assertThat(drawn.rejected().get(Rejection.NEAR_DUPLICATE)).isPositive();
    assertThat(drawn.made()).isEqualTo(drawn.wanted());
  }

  @Test
  void impossibleWindowsNeverReachTheAudit() {
    WindowDraw nonsense =
        (start, windows, seed) ->
            NoisyTown.elsewhere(1).draw(start, windows, seed).stream()
                .peek(window -> Arrays.fill(window.values(), -1))
                .toList();
    AugmentReport report = draw(nonsense, FILL, 1).report();
    assertThat(report.drawn().made()).isZero();
    assertThat(report.drawn().rejected().get(Rejection.OUT_OF_BOUNDS))
        .isEqualTo(report.drawn().candidates());
    assertThat(report.audit().synthetic().windows()).isZero();
    assertThat(report.distances()).isEmpty();
  }

  @Test
  void whereNothingIsThinNothingIsDrawn() {
    AugmentPlan little = new AugmentPlan(List.of(Dimension.HOUR), 0.2, 1000, 5);
    Augmentation made =
        draw(
            (start, windows, seed) -> {
              throw new AssertionError("drawn for " + start);
            },
            little,
            1);
    assertThat(made.windows()).isEmpty();
    assertThat(made.report().drawn().wanted()).isZero();
  }

  @Test
  void whatComesAfterTheTrainingPartDoesNotDecideWhatIsDrawn() {
    TrafficSeries other = thinAtSeven();
    for (int t = SPLIT.test().from(); t < SPLIT.test().to(); t++) {
      for (int cell = 0; cell < 6; cell++) {
        other.clear(t, cell / 2, cell % 2);
      }
    }
    Augmentation one = draw(NoisyTown.elsewhere(1), FILL, 1);
    Augmentation two =
        new SyntheticWindows(NoisyTown.elsewhere(1), STEPS, NoisyTown.DEVIATIONS)
            .draw(other, SPLIT, FILL, 1, AugmentListener.NONE);
    assertThat(two.report()).isEqualTo(one.report());
  }

  @Test
  void theListenerIsToldToTheEnd() {
    int[] last = {0, 0};
    new SyntheticWindows(NoisyTown.elsewhere(1), STEPS, NoisyTown.DEVIATIONS)
        .draw(
            SERIES,
            SPLIT,
            FILL,
            1,
            (done, wanted) -> {
              assertThat(done).isBetween(last[0], wanted);
              last[0] = done;
              last[1] = wanted;
            });
    assertThat(last).containsExactly(21, 21);
  }

  @Test
  void aModelDrawsTheSameForTheSameSeed(@TempDir Path home) throws Exception {
    TrafficSeries wave = RingRoad.wave(4, 600);
    ChronologicalSplit split = ChronologicalSplit.byFractions(600, 0.6, 0.2);
    AugmentPlan plan = new AugmentPlan(List.of(), 0.2, 10, 2);
    ModelBundle bundle = RingRoad.randomBundle(home, 4, 1);
    try (DiffusionModel model = DiffusionModel.of(bundle)) {
      Augmentation made = SyntheticWindows.draw(model, wave, split, plan, 7, AugmentListener.NONE);
      Augmentation again = SyntheticWindows.draw(model, wave, split, plan, 7, AugmentListener.NONE);
      assertThat(again.report()).isEqualTo(made.report());
      assertThat(made.report().drawn().candidates()).isPositive();
      for (int i = 0; i < made.windows().size(); i++) {
        assertThat(again.windows().get(i).values()).isEqualTo(made.windows().get(i).values());
        assertThat(again.windows().get(i).start()).isEqualTo(made.windows().get(i).start());
      }
      TrafficSeries elsewhere = RingRoad.wave(5, 600);
      assertThatThrownBy(
              () -> SyntheticWindows.draw(model, elsewhere, split, plan, 7, AugmentListener.NONE))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("network");
    }
  }

  @Test
  void aPlanThatAsksForNothingIsRefused() {
    assertThatThrownBy(() -> new AugmentPlan(List.of(), 0, 1, 1)).hasMessageContaining("rate");
    assertThatThrownBy(() -> new AugmentPlan(List.of(), 1, 0, 1)).hasMessageContaining("above 0");
  }

  @Test
  void windowsOfOneTimeAreDrawnInBatches() {
    int[] largest = {0};
    AugmentPlan much = new AugmentPlan(List.of(), 40, 100, 1);
    draw(
        (start, windows, seed) -> {
          largest[0] = Math.max(largest[0], windows);
          return NoisyTown.elsewhere(1).draw(start, windows, seed);
        },
        much,
        1);
    assertThat(largest[0]).isEqualTo(16);
  }

  /** It draws nothing: all windows of a time would be one. */
  @Test
  void aModelOfMeansIsRefused() {
    TrafficSeries wave = RingRoad.wave(4, 600);
    DiffusionArchitecture draws = RingRoad.architecture(RingRoad.UNET);
    DiffusionArchitecture means =
        new DiffusionArchitecture(
            draws.denoiser(),
            draws.steps(),
            draws.noise(),
            draws.encode(),
            new ImputePlan(SamplerKind.MEAN, 1, 1));
    try (DiffusionModel model =
        DiffusionModel.of(
            wave.measured(),
            means,
            RingRoad.weights(4, RingRoad.randomWeights(RingRoad.UNET, wave.measured(), 1)))) {
      assertThatThrownBy(
              () ->
                  SyntheticWindows.draw(
                      model,
                      wave,
                      ChronologicalSplit.byFractions(wave.steps(), 0.6, 0.2),
                      EVEN,
                      1,
                      AugmentListener.NONE))
          .hasMessageContaining("asked for means (impute.sampler");
    }
  }
}
