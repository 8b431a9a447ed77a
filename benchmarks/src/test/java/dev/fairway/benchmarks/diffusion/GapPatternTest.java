package dev.fairway.benchmarks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.TrafficWindow;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GapPatternTest {

  private static final int SITES = 100;
  private static final TrafficWindow WINDOW =
      GridTown.series(GridTown.measured(SITES, 1), 24).window(0, 24);

  @ParameterizedTest
  @EnumSource
  void theShareOfTheCellsIsHidden(GapPattern pattern) {
    for (double rate : new double[] {0.25, 0.5, 0.75}) {
      int hidden = 0;
      for (boolean shown : pattern.shown(WINDOW, rate, new SplittableRandom(1))) {
        hidden += shown ? 0 : 1;
      }
      assertThat(hidden / (double) WINDOW.values().length).isCloseTo(rate, within(0.1));
    }
  }

  @Test
  void aBlockIsOneStretchOfTheSameLengthAtEverySiteInAllChannels() {
    boolean[] shown = GapPattern.BLOCK.shown(WINDOW, 0.5, new SplittableRandom(1));
    for (int n = 0; n < SITES; n++) {
      int edges = 0;
      int hidden = 0;
      for (int t = 0; t < 24; t++) {
        boolean here = shown[WINDOW.cell(0, t, n)];
        for (int c = 1; c < WINDOW.channels(); c++) {
          assertThat(shown[WINDOW.cell(c, t, n)]).isEqualTo(here);
        }
        hidden += here ? 0 : 1;
        edges += t > 0 && here != shown[WINDOW.cell(0, t - 1, n)] ? 1 : 0;
      }
      assertThat(hidden).isEqualTo(12);
      assertThat(edges).isBetween(1, 2);
    }
  }

  @Test
  void aSiteIsHiddenAltogetherOrNotAtAll() {
    boolean[] shown = GapPattern.SITES.shown(WINDOW, 0.5, new SplittableRandom(1));
    for (int n = 0; n < SITES; n++) {
      for (int cell = n; cell < shown.length; cell += SITES) {
        assertThat(shown[cell]).isEqualTo(shown[n]);
      }
    }
  }
}
