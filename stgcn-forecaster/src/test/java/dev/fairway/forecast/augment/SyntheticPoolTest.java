package dev.fairway.forecast.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.forecast.Augmentation;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyntheticPoolTest {

  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final HoleFiller AS_IT_IS = window -> window.values().clone();

  /** Two channels, two sites; a cell says which it is. */
  private static TrafficWindow window(int steps) {
    float[] values = new float[2 * steps * 2];
    for (int c = 0; c < 2; c++) {
      for (int t = 0; t < steps; t++) {
        for (int n = 0; n < 2; n++) {
          values[(c * steps + t) * 2 + n] = 1000 * c + 10 * t + n;
        }
      }
    }
    return new TrafficWindow(
            START, INTERVAL, 2, steps, 2, new float[values.length], new boolean[values.length])
        .complete(values);
  }

  private static SyntheticPool pool(TrafficWindow... windows) {
    return SyntheticPool.of(List.of(windows), 3, 2, AS_IT_IS, Optional.empty(), "nobody");
  }

  @Test
  void aWindowIsCutIntoExamplesEndToEnd() {
    List<Example> examples = pool(window(11)).examples();
    assertThat(examples).hasSize(2);
    Example second = examples.get(1);
    assertThat(second.input().observed().start()).isEqualTo(START.plus(INTERVAL.multipliedBy(5)));
    assertThat(second.target().start()).isEqualTo(second.input().observed().end());
    assertThat(second.input().filled())
        .containsExactly(50, 51, 60, 61, 70, 71, 1050, 1051, 1060, 1061, 1070, 1071);
    assertThat(second.target().values()).containsExactly(80, 81, 90, 91, 1080, 1081, 1090, 1091);
    assertThat(second.target().observed()).doesNotContain(false);
    assertThat(second.input().representation()).isEmpty();
  }

  @Test
  void anEncoderSeesWhatIsSeenAndNotWhatIsToBeForecast() {
    SyntheticPool pool =
        SyntheticPool.of(
            List.of(window(5)),
            3,
            2,
            AS_IT_IS,
            Optional.of(seen -> new float[] {seen.steps(), seen.values()[0]}),
            "nobody");
    assertThat(pool.examples().get(0).input().representation().orElseThrow()).containsExactly(3, 0);
  }

  @Test
  void windowsThatAreTooShortAreRefusedAndItIsSaidWhatIsNeeded() {
    assertThatThrownBy(() -> pool(window(4))).hasMessageContaining("windowSteps are 5");
  }

  @Test
  void poolsThatDifferAreToldApartByTheirOrigin() {
    TrafficWindow other = window(5);
    other.values()[3] = 7;
    assertThat(pool(window(5)).origin())
        .isEqualTo(pool(window(5)).origin())
        .isNotEqualTo(pool(other).origin())
        .startsWith("nobody");
  }

  @Test
  void noAugmentationIsAlwaysAmongTheChoicesAndFirst() {
    SyntheticPool pool = pool(window(5));
    assertThat(pool.candidates(List.of(0.5, 0.0, 0.2, 0.5), Synthetic.Mode.REPLACE))
        .extracting(Augmentation::name)
        .containsExactly(
            "none",
            "synthetic 0.5, replace, of 1 by " + pool.origin(),
            "synthetic 0.2, replace, of 1 by " + pool.origin());
    assertThat(pool().candidates(List.of(0.5), Synthetic.Mode.REPLACE))
        .extracting(Augmentation::name)
        .containsExactly("none");
  }
}
