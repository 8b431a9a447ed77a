package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.forecast.augment.SyntheticPool;
import dev.fairway.provenance.BundleException;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FillersTest {

  private static final int SITES = 9;
  private static final int STEPS = 12;
  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(SITES, 1), 1500);
  private static final TransferPlan FEW = new TransferPlan(2, 2, 8, List.of());

  @TempDir Path directory;

  private static ThinTask task(TrafficSeries series) {
    return ThinTask.of("town", series, new Amount(2), new Arrivals(0.25), 5);
  }

  private Fillers fillers(ThinTask task) {
    return new Fillers(task, filling -> model(STEPS, task));
  }

  private DiffusionModel model(int steps, ThinTask task) throws IOException {
    try {
      return DiffusionModel.of(
          new DiffusionTraining(directory, Clock.systemUTC(), "test", line -> {})
              .of(task.windows(), FEW.diffusion(steps, 3)));
    } catch (BundleException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Filling.class, mode = Mode.EXCLUDE, names = "TRANSFERRED")
  void whatArrivedStaysAndNothingIsMissing(Filling filling) throws IOException {
    ThinTask task = task(TOWN);
    try (Fillers fillers = fillers(task)) {
      TrafficWindow window = task.series().window(task.split().test().from(), STEPS);
      float[] filled = fillers.of(filling).fill(window);
      for (int cell = 0; cell < filled.length; cell++) {
        assertThat(filled[cell]).isFinite();
        if (window.observed()[cell]) {
          assertThat(filled[cell]).isEqualTo(window.values()[cell]);
        }
      }
    }
  }

  /** The series differ from the end of the window on; what was learned from is the same. */
  @ParameterizedTest
  @EnumSource(value = Filling.class, mode = Mode.EXCLUDE, names = "TRANSFERRED")
  void whatComesAfterTheWindowIsNotLookedAt(Filling filling) throws IOException {
    int start = task(TOWN).split().test().from();
    int from = TOWN.steps() - task(TOWN).series().steps() + start;
    try (Fillers fillers = fillers(task(TOWN));
        Fillers later = fillers(task(slowFrom(from + STEPS)));
        Fillers earlier = fillers(task(slowFrom(from)))) {
      float[] filled = fillers.of(filling).fill(task(TOWN).series().window(start, STEPS));
      TrafficWindow same = task(slowFrom(from + STEPS)).series().window(start, STEPS);
      TrafficWindow slow = task(slowFrom(from)).series().window(start, STEPS);
      assertThat(later.of(filling).fill(same)).isEqualTo(filled);
      assertThat(earlier.of(filling).fill(slow)).isNotEqualTo(filled);
    }
  }

  /** The town from a step on half as fast. */
  private static TrafficSeries slowFrom(int changed) {
    TrafficSeries series = TOWN.slice(0, TOWN.steps());
    for (int step = changed; step < series.steps(); step++) {
      for (int site = 0; site < SITES; site++) {
        series.set(step, site, 0, TOWN.value(step, site, 0) / 2);
      }
    }
    return series;
  }

  @Test
  void completedExamplesLackNothingInTheirTargetsAndHaveTheirInputsAsTheyArrived()
      throws IOException {
    ThinTask task = task(TOWN);
    Part training = task.split().train();
    try (Fillers fillers = fillers(task);
        DiffusionModel ahead = model(2 * STEPS, task)) {
      SyntheticPool pool =
          CompletedExamples.of(ahead, task, fillers.of(Filling.PRODUCT), STEPS, 20);
      assertThat(pool.examples()).hasSize(20);
      pool.examples()
          .forEach(
              example -> {
                int start = task.series().stepAt(example.input().observed().start());
                assertThat(start).isBetween(training.from(), training.to() - 2 * STEPS);
                TrafficWindow input = task.series().window(start, STEPS);
                TrafficWindow target = task.series().window(start + STEPS, STEPS);
                assertThat(example.input().observed().observed()).isEqualTo(input.observed());
                assertThat(example.target().observed()).doesNotContain(false);
                for (int cell = 0; cell < target.values().length; cell++) {
                  if (target.observed()[cell]) {
                    assertThat(example.target().values()[cell]).isEqualTo(target.values()[cell]);
                  }
                }
              });
    }
  }
}
