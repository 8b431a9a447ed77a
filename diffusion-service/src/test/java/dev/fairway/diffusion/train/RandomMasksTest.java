package dev.fairway.diffusion.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomMasksTest {

  private static final int CHANNELS = 2;
  private static final int STEPS = 6;
  private static final int SITES = 40;

  private final RandomMasks masks = new RandomMasks(CHANNELS, STEPS, SITES, 1);

  private static boolean given(boolean[] mask, int channel, int step, int site) {
    return mask[(channel * STEPS + step) * SITES + site];
  }

  private static int length(boolean[] mask, int site) {
    int missing = 0;
    for (int t = 0; t < STEPS; t++) {
      missing += given(mask, 0, t, site) ? 0 : 1;
    }
    return missing;
  }

  @Test
  void singleCellsAreMissingAtTheRate() {
    boolean[] mask = masks.cells(0.3, new Random(1));
    double missing = 0;
    for (boolean cell : mask) {
      missing += cell ? 0 : 1;
    }
    // Four standard deviations.
    assertThat(missing / mask.length).isCloseTo(0.3, within(4 * Math.sqrt(0.21 / mask.length)));
  }

  @Test
  void anOutageIsOneBlockOfAllChannels() {
    boolean[] mask = masks.outages(0.5, new Random(1));
    Set<Integer> lengths = new HashSet<>();
    for (int n = 0; n < SITES; n++) {
      int edges = 0;
      for (int t = 0; t < STEPS; t++) {
        assertThat(given(mask, 1, t, n)).isEqualTo(given(mask, 0, t, n));
        boolean before = t == 0 || given(mask, 0, t - 1, n);
        edges += before && !given(mask, 0, t, n) ? 1 : 0;
      }
      assertThat(edges).isLessThanOrEqualTo(1);
      lengths.add(length(mask, n));
    }
    assertThat(lengths).contains(0).hasSizeGreaterThan(3);
  }

  @Test
  void sitesAreMissingAltogetherOrNotAtAll() {
    boolean[] mask = masks.sites(0.5, new Random(1));
    Set<Integer> lengths = new HashSet<>();
    for (int n = 0; n < SITES; n++) {
      lengths.add(length(mask, n));
    }
    assertThat(lengths).containsExactlyInAnyOrder(0, STEPS);
  }

  @Test
  void whereFewReadingsArriveSitesAreSilentAndOthersMissSingleCells() {
    boolean[] mask = masks.few(0.5, 0.5, new Random(1));
    int silent = 0;
    int heard = 0;
    int given = 0;
    for (int n = 0; n < SITES; n++) {
      int its = 0;
      for (int t = 0; t < STEPS; t++) {
        for (int c = 0; c < CHANNELS; c++) {
          its += given(mask, c, t, n) ? 1 : 0;
        }
      }
      silent += its == 0 ? 1 : 0;
      heard += its > 0 ? 1 : 0;
      given += its;
    }
    // Twenty of each are expected; of the cells of one half.
    assertThat(silent).isBetween(10, 30);
    assertThat(given / (double) (heard * STEPS * CHANNELS)).isBetween(0.4, 0.6);
  }

  @Test
  void historyIsGivenAndTheFutureIsNot() {
    boolean[] mask = masks.history(4);
    for (int c = 0; c < CHANNELS; c++) {
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < SITES; n++) {
          assertThat(given(mask, c, t, n)).isEqualTo(t < 4);
        }
      }
    }
  }

  /** All kinds come, and the seed decides. */
  @Test
  void everyKindIsDrawn() {
    int nothing = 0;
    int forecasts = 0;
    int wholeSites = 0;
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      boolean[] mask = masks.draw(random);
      Set<Integer> lengths = new HashSet<>();
      boolean suffix = true;
      for (int n = 0; n < SITES; n++) {
        lengths.add(length(mask, n));
        for (int t = 1; t < STEPS; t++) {
          suffix &= given(mask, 0, t - 1, n) || !given(mask, 0, t, n);
        }
      }
      nothing += lengths.equals(Set.of(STEPS)) ? 1 : 0;
      forecasts += suffix && lengths.size() == 1 && !lengths.contains(STEPS) ? 1 : 0;
      wholeSites += lengths.equals(Set.of(0, STEPS)) ? 1 : 0;
    }
    // Expected of 200: 33 and the forecasts of nothing; 28; nearly 33.
    assertThat(nothing).isBetween(25, 75);
    assertThat(forecasts).isBetween(15, 55);
    assertThat(wholeSites).isBetween(20, 60);
    assertThat(masks.draw(new Random(9))).isEqualTo(masks.draw(new Random(9)));
  }
}
