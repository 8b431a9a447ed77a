package dev.fairway.diffusion.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.diffusion.DiffusionArchitecture.ImputePlan;
import dev.fairway.diffusion.DiffusionModel;
import dev.fairway.diffusion.RingRoad;
import dev.fairway.diffusion.sample.SamplerKind;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a student is shown of its teacher. */
class TaughtWindowsTest {

  private static final int SITES = 4;
  private static final int SEEN = 8;
  private static final int HORIZON = RingRoad.STEPS - SEEN;
  private static final ImputePlan TWO_SAMPLES = new ImputePlan(SamplerKind.DDIM, 3, 2);
  private static final Part TRAINING = ChronologicalSplit.byFractions(60, 0.6, 0.2).train();

  @TempDir Path directory;
  private DiffusionModel teacher;

  @BeforeEach
  void open() throws Exception {
    teacher = DiffusionModel.of(RingRoad.randomBundle(directory, SITES, 1));
  }

  @AfterEach
  void close() {
    teacher.close();
  }

  private static TrafficSeries holed() {
    return RingRoad.waveWithHoles(SITES, 60);
  }

  private List<TrafficWindow> taught(TrafficSeries series, int most, long seed) {
    return TaughtWindows.of(
        teacher, series, TRAINING, SEEN, HORIZON, TWO_SAMPLES, most, seed, asked -> {});
  }

  @Test
  void thePastIsAsItArrivedAndTheFutureWithoutHoles() {
    TrafficSeries series = holed();
    for (TrafficWindow window : taught(series, 3, 5)) {
      TrafficWindow real = series.window(series.stepAt(window.start()), SEEN);
      assertThat(window.part(0, SEEN)).usingRecursiveComparison().isEqualTo(real);
      assertThat(window.part(SEEN, RingRoad.STEPS).observed()).doesNotContain(false);
    }
  }

  @Test
  void eachSampleIsAWindowAndInputsAreSpreadOverThePart() {
    List<Integer> asked = new ArrayList<>();
    List<TrafficWindow> windows =
        TaughtWindows.of(teacher, holed(), TRAINING, SEEN, HORIZON, TWO_SAMPLES, 3, 5, asked::add);
    assertThat(windows)
        .extracting(window -> holed().stepAt(window.start()))
        .containsExactly(0, 0, 8, 8, 16, 16);
    assertThat(windows.get(0).values()).isNotEqualTo(windows.get(1).values());
    assertThat(asked).containsExactly(1, 2, 3);
    assertThat(taught(holed(), 1000, 5)).hasSize(2 * (TRAINING.steps() - RingRoad.STEPS + 1));
  }

  /** No leak: the teacher knows no more of what comes than its student will. */
  @Test
  void theTeacherSeesNothingBehindTheInput() {
    TrafficSeries other = holed();
    for (int t = SEEN; t < other.steps(); t++) {
      other.set(t, 1, 0, 4000);
    }
    assertThat(taught(other, 1, 5).get(0).values())
        .isEqualTo(taught(holed(), 1, 5).get(0).values());
    other.set(SEEN - 1, 1, 0, 4000);
    assertThat(taught(other, 1, 5).get(0).values())
        .isNotEqualTo(taught(holed(), 1, 5).get(0).values());
  }

  @Test
  void aSeedSaysWhatIsDrawn() {
    assertThat(taught(holed(), 2, 5))
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(taught(holed(), 2, 5));
    assertThat(taught(holed(), 1, 6).get(0).values())
        .isNotEqualTo(taught(holed(), 1, 5).get(0).values());
  }

  @Test
  void aTeacherOfWindowsThatAreTooShortIsRefused() {
    assertThatThrownBy(
            () ->
                TaughtWindows.of(
                    teacher, holed(), TRAINING, SEEN, SEEN, TWO_SAMPLES, 1, 5, asked -> {}))
        .hasMessageContaining("have 12 intervals", "8 that are seen", "windowSteps are 16");
  }
}
