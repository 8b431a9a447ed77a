package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.train.TrainingSettings;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForesightTest {

  private static final int SITES = 9;
  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(SITES, 1), 1500);
  private static final TransferPlan FEW = new TransferPlan(2, 2, 8, List.of());

  @TempDir Path directory;

  private DiffusionModel model(TrainingSettings settings) throws Exception {
    ThinTask task = ThinTask.of("town", TOWN, new Amount(1));
    return DiffusionModel.of(
        new DiffusionTraining(directory, Clock.systemUTC(), "test", line -> {})
            .of(task.windows(), settings));
  }

  /** The series from a step on half as fast. */
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
  void itComesFromThePastAlone() throws Exception {
    try (DiffusionModel model = model(FEW.diffusion(24, 3))) {
      Foresight foresight = new Foresight(model, TOWN, 12);
      assertThat(foresight.size()).isEqualTo(12);
      assertThat(foresight.steps()).isEqualTo(12);
      float[] features = foresight.of(100);
      assertThat(features).hasSize(SITES * 12);
      assertThat(new Foresight(model, slowFrom(112), 12).of(100)).isEqualTo(features);
      assertThat(new Foresight(model, slowFrom(111), 12).of(100)).isNotEqualTo(features);
    }
  }

  /** A denoiser that knows nothing predicts 0: what it expects is what kriging does. */
  @Test
  void whoKnowsNothingExpectsWhatKrigingDoes() throws Exception {
    try (DiffusionModel model = model(FEW.untrained(24, 3))) {
      DiffusionModel seeing = model.over(TOWN);
      TrafficWindow whole = TOWN.window(100, 24);
      boolean[] past = new boolean[whole.values().length];
      Arrays.fill(past, 0, 12 * SITES, true);
      float[] mean = seeing.scaler().expected(seeing.scaler().scaled(whole), past).mean();
      float[] features = new Foresight(model, TOWN, 12).of(100);
      for (int site = 0; site < SITES; site++) {
        for (int step = 0; step < 12; step++) {
          assertThat(features[site * 12 + step])
              .isCloseTo(mean[(12 + step) * SITES + site], within(1e-3f));
        }
      }
    }
  }

  /** The last windows of a series have no intervals behind them that could be read. */
  @Test
  void theEndOfTheSeriesIsNoObstacle() throws Exception {
    try (DiffusionModel model = model(FEW.diffusion(24, 3))) {
      assertThat(new Foresight(model, TOWN, 12).of(TOWN.steps() - 12)).doesNotContain(Float.NaN);
    }
  }
}
