package dev.fairway.diffusion.represent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.represent.SearchResult.Trial;
import dev.fairway.provenance.ModelBundle;
import dev.fairway.provenance.Provenance;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.tensor.TensorEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepresentationSearchTest {

  private static final int SITES = 4;
  private static final ChronologicalSplit SPLIT = ChronologicalSplit.byFractions(200, 0.6, 0.2);
  private static final SearchPlan PLAN =
      new SearchPlan(List.of(0.1, 0.4, 0.8), 6, List.of(1, 3), 1e-2);

  @TempDir Path directory;
  private ModelBundle bundle;
  private DiffusionModel model;

  @BeforeAll
  static void oneThread() {
    TensorEngine.setThreads(1);
  }

  @BeforeEach
  void open() throws Exception {
    bundle = RingRoad.randomBundle(directory, SITES, 1);
    model = DiffusionModel.of(bundle);
  }

  @AfterEach
  void close() {
    model.close();
  }

  /** Two hours of it with holes. */
  private static TrafficSeries series() {
    TrafficSeries series = RingRoad.wave(SITES, 200);
    for (int t = 20; t < 44; t++) {
      series.clear(t, t % SITES, t % 2);
    }
    return series;
  }

  private SearchResult search(TrafficSeries series) {
    return new RepresentationSearch(model, series, SPLIT, PLAN).run(() -> {}, trial -> {});
  }

  @Test
  void theSameDataGiveTheSameResult() {
    assertThat(search(series())).isEqualTo(search(series()));
  }

  /** Whatever stands in the test part, and whether anything does. */
  @Test
  void theTestPartIsNotLookedAt() {
    TrafficSeries other = series();
    Part test = SPLIT.test();
    for (int t = test.from(); t < test.to(); t++) {
      for (int n = 0; n < SITES; n++) {
        for (int c = 0; c < 2; c++) {
          if (t % 3 == 0) {
            other.clear(t, n, c);
          } else {
            other.set(t, n, c, 60 - other.value(t, n, c) / 100);
          }
        }
      }
    }
    assertThat(other.hash()).isNotEqualTo(series().hash());
    assertThat(search(other)).isEqualTo(search(series()));
  }

  /** Else the test above would say nothing. */
  @Test
  void theValidationPartIsLookedAt() {
    TrafficSeries other = series();
    other.set(SPLIT.validation().from() + 15, 0, 1, 3);
    assertThat(search(other)).isNotEqualTo(search(series()));
  }

  @Test
  void whatIsFoundIsNotWorseThanAnySingleTap() {
    SearchResult result = search(series());
    assertThat(result.trials())
        .filteredOn(trial -> trial.plan().taps().size() == 1)
        .hasSizeGreaterThanOrEqualTo(4 * model.taps().size())
        .allSatisfy(trial -> assertThat(result.best().error()).isLessThanOrEqualTo(trial.error()));
    assertThat(result.curve().values())
        .extracting(Trial::error)
        .contains(
            result.trials().stream()
                .filter(trial -> trial.plan().taps().size() == 1)
                .min(Comparator.comparingDouble(Trial::error))
                .orElseThrow()
                .error());
  }

  /** A bar that counts windows ends at most where it was said. */
  @Test
  void noMoreWindowsAreEncodedThanWasSaid() {
    RepresentationSearch search = new RepresentationSearch(model, series(), SPLIT, PLAN);
    AtomicInteger encoded = new AtomicInteger();
    List<Trial> told = new ArrayList<>();
    SearchResult result = search.run(encoded::incrementAndGet, told::add);
    assertThat(encoded.get())
        .isBetween(PLAN.levels().size() * 2 * PLAN.windows(), search.encodings());
    assertThat(search.encodings()).isEqualTo(5 * 2 * PLAN.windows());
    assertThat(told).isEqualTo(result.trials());
  }

  /** Same weights, another place to read them, and everything that was tried. */
  @Test
  void theNewBundleNamesWhatWasFound() throws Exception {
    SearchResult result = search(series());
    ModelBundle found =
        SearchedModel.write(
            bundle,
            result,
            directory.resolve("found"),
            new Provenance("test", series().hash(), 1, "test", RingRoad.START));
    assertThat(found.id()).isNotEqualTo(bundle.id());
    assertThat(found.file(DiffusionModel.WEIGHTS_FILE))
        .isEqualTo(bundle.file(DiffusionModel.WEIGHTS_FILE));
    assertThat(new String(found.file(SearchedModel.FILE), StandardCharsets.UTF_8))
        .contains("windowAlone", "trials");
    try (DiffusionModel opened = DiffusionModel.open(found.directory())) {
      assertThat(opened.architecture().encode()).isEqualTo(result.best().plan());
      assertThat(opened.architecture()).isEqualTo(model.architecture().with(result.best().plan()));
    }
  }

  @Test
  void horizonsAreMinutesWhateverTheInterval() {
    assertThat(SearchPlan.standard(Duration.ofMinutes(5)).horizons()).containsExactly(3, 6, 12);
    assertThat(SearchPlan.standard(Duration.ofMinutes(15)).horizons()).containsExactly(1, 2, 4);
    assertThat(SearchPlan.standard(Duration.ofMinutes(20)).horizons()).containsExactly(3);
    assertThat(SearchPlan.standard(Duration.ofHours(2)).horizons()).containsExactly(1);
  }

  @Test
  void aLevelOutsideIsRefused() {
    assertThatThrownBy(() -> PLAN.at(List.of(0.2, 1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Noise level 1.0");
  }
}
