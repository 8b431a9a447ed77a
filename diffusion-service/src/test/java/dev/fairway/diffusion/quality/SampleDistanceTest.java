package dev.fairway.diffusion.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.RingRoad;
import dev.fairway.series.StandardScaler;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The wave on the ring road, seen by what compares generated windows with real ones. */
class SampleDistanceTest {

  private static final int SITES = 6;
  private static final TrafficSeries SERIES = RingRoad.wave(SITES, 6 * 288);
  private static final StandardScaler SCALER = StandardScaler.fit(SERIES);

  /** Every second of some windows that follow each other. */
  private static List<TrafficWindow> every(int first) {
    List<TrafficWindow> windows = new ArrayList<>();
    for (int start = first * 24; start + 24 <= SERIES.steps(); start += 48) {
      windows.add(SERIES.window(start, 24));
    }
    return windows;
  }

  private static SampleDistance distance(List<TrafficWindow> other) {
    return SampleDistance.between(every(0), other, SCALER, SERIES.measured().network());
  }

  @Test
  void windowsAreNoDistanceFromThemselves() {
    SampleDistance none = distance(every(0));
    assertThat(none.slicedWasserstein()).isZero();
    // Waves span few dimensions: where there is no variance, roots of rounding errors remain.
    assertThat(none.frechet()).isCloseTo(0, within(1e-5));
    assertThat(none.autocorrelation()).isZero();
    assertThat(none.neighbourCorrelation()).isZero();
  }

  @Test
  void otherRealWindowsAreNearAndShuffledOnesFarByEveryMeasure() {
    SplittableRandom random = new SplittableRandom(1);
    SampleDistance floor = distance(every(1));
    SampleDistance ceiling = distance(ShuffledTime.of(every(1), random));
    assertThat(floor.slicedWasserstein()).isLessThan(0.5 * ceiling.slicedWasserstein());
    assertThat(floor.frechet()).isLessThan(0.1 * ceiling.frechet());
    assertThat(floor.autocorrelation()).isLessThan(0.2 * ceiling.autocorrelation());
    assertThat(floor.neighbourCorrelation()).isLessThan(0.2 * ceiling.neighbourCorrelation());
  }

  /** Sites that trade places: each is as real as before, but not beside its neighbours. */
  @Test
  void onlyTheNeighboursTellSitesThatTradedPlaces() {
    List<TrafficWindow> traded = every(0).stream().map(SampleDistanceTest::traded).toList();
    SampleDistance distance = distance(traded);
    assertThat(distance.slicedWasserstein()).isCloseTo(0, within(1e-9));
    assertThat(distance.autocorrelation()).isCloseTo(0, within(1e-9));
    assertThat(distance.neighbourCorrelation()).isGreaterThan(0.2);
  }

  private static TrafficWindow traded(TrafficWindow window) {
    int[] place = {0, 3, 1, 4, 2, 5};
    float[] values = new float[window.values().length];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = window.values()[cell - cell % SITES + place[cell % SITES]];
    }
    return window.with(values, window.observed());
  }

  @Test
  void windowsFullOfHolesAreRefused() {
    List<TrafficWindow> holes =
        every(0).stream().map(w -> w.hidden(new boolean[w.observed().length])).toList();
    assertThatThrownBy(() -> distance(holes)).hasMessageContaining("0 site windows without holes");
  }

  @Test
  void shufflingKeepsWhatASiteHadTogether() {
    List<TrafficWindow> shuffled = ShuffledTime.of(every(0), new SplittableRandom(5));
    for (int n = 0; n < SITES; n++) {
      assertThat(pairs(shuffled, n))
          .isNotEqualTo(pairs(every(0), n))
          .containsExactlyInAnyOrderElementsOf(pairs(every(0), n));
    }
  }

  private static List<String> pairs(List<TrafficWindow> windows, int site) {
    List<String> pairs = new ArrayList<>();
    for (TrafficWindow window : windows) {
      for (int t = 0; t < window.steps(); t++) {
        float flow = window.values()[window.cell(0, t, site)];
        float speed = window.values()[window.cell(1, t, site)];
        pairs.add(flow + " " + speed);
      }
    }
    return pairs;
  }
}
