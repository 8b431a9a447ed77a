package dev.fairway.benchmarks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NearestSitesTest {

  private static final int SITES = 25;
  private static final MeasuredNetwork TOWN = GridTown.measured(SITES, 1);
  private static final TrafficSeries SERIES = scaledCopies();

  /** Sites 0..12 all go up and down together, each at its own scale; the others are noise. */
  private static TrafficSeries scaledCopies() {
    TrafficSeries series = new TrafficSeries(TOWN, GridTown.series(TOWN, 1).start(), 1200);
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < series.steps(); t++) {
      double common = random.nextGaussian();
      for (int c = 0; c < series.channels(); c++) {
        for (int n = 0; n < SITES; n++) {
          double value = n <= 12 ? common : random.nextGaussian();
          series.set(t, n, c, (float) (100 + 10 * n + (1 + n) * value));
        }
      }
    }
    return series;
  }

  @Test
  void aHoleIsFilledFromSitesThatGoUpAndDownWithIt() {
    TrafficWindow truth = SERIES.window(600, 24);
    boolean[] shown = new boolean[truth.values().length];
    Arrays.fill(shown, true);
    shown[truth.cell(0, 5, 3)] = false;
    float[] filled = NearestSites.fit(SERIES).fill(truth.hidden(shown));
    int hole = truth.cell(0, 5, 3);
    assertThat(filled[hole]).isCloseTo(truth.values()[hole], within(1f));
    filled[hole] = truth.values()[hole];
    assertThat(filled).containsExactly(truth.values());
  }

  @Test
  void whereNoNeighbourWasObservedItIsTheSitesMean() {
    TrafficWindow truth = SERIES.window(600, 24);
    float[] filled =
        NearestSites.fit(SERIES).fill(truth.hidden(new boolean[truth.values().length]));
    for (int n = 0; n < SITES; n++) {
      assertThat(filled[truth.cell(0, 0, n)]).isCloseTo(100 + 10 * n, within(0.3f * (1 + n)));
    }
  }
}
