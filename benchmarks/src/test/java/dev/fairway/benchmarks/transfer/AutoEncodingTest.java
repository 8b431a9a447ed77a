package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.diffusion.DiffusionTraining;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.series.TrafficSeries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutoEncodingTest {

  private static final int SITES = 9;
  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(SITES, 1), 1500);
  private static final TransferPlan FEW = new TransferPlan(2, 2, 8, List.of());

  @TempDir Path directory;

  /** A site from a step on half as fast. */
  private static TrafficSeries slow(int site, int changed) {
    TrafficSeries series = TOWN.slice(0, TOWN.steps());
    for (int step = changed; step < series.steps(); step++) {
      series.set(step, site, 0, TOWN.value(step, site, 0) / 2);
    }
    return series;
  }

  @Test
  void aSiteHasTheCodeOfItsOwnWindow() throws Exception {
    ThinTask task = ThinTask.of("town", TOWN, new Amount(1));
    try (DiffusionModel model =
        DiffusionModel.of(
            new DiffusionTraining(directory, Clock.systemUTC(), "test", line -> {})
                .of(task.windows(), FEW.autoEncoder(12, TOWN.measured(), 3)))) {
      AutoEncoding encoding = new AutoEncoding(model, TOWN);
      assertThat(encoding.steps()).isEqualTo(12);
      // Half of the numbers of a site's window.
      assertThat(encoding.size()).isEqualTo(6);
      float[] codes = encoding.of(100);
      assertThat(codes).hasSize(SITES * 6).doesNotContain(Float.NaN);
      assertThat(new AutoEncoding(model, slow(4, 112)).of(100)).isEqualTo(codes);
      float[] changed = new AutoEncoding(model, slow(4, 100)).of(100);
      for (int site = 0; site < SITES; site++) {
        float[] its = Arrays.copyOfRange(codes, 6 * site, 6 * site + 6);
        float[] now = Arrays.copyOfRange(changed, 6 * site, 6 * site + 6);
        if (site == 4) {
          assertThat(now).isNotEqualTo(its);
        } else {
          assertThat(now).isEqualTo(its);
        }
      }
    }
  }
}
