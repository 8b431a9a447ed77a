package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.forecast.ModernConfig;
import dev.fairway.series.TrafficSeries;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlendTest {

  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(9, 1), 1500);
  private static final ThinTask TASK = ThinTask.of("town", TOWN, Amount.ALL);
  private static final ScoredWindows WINDOWS =
      new ScoredWindows(
          TASK, ModernConfig.standard(), HoleFiller.seasonal(TASK.training()), Optional.empty());

  /** What will have been, but for a constant. */
  private static WindowForecasts off(float by) {
    return windows ->
        windows.stream()
            .map(window -> plus(TOWN.window(TOWN.stepAt(window.observed().end()), 12).values(), by))
            .toList();
  }

  private static float[] plus(float[] values, float by) {
    float[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += by;
    }
    return sum;
  }

  private static Blend fit(WindowForecasts first, WindowForecasts second) {
    return Blend.fit(first, second, WINDOWS, TASK.split().validation(), new int[] {0});
  }

  @Test
  void whoIsRightIsFollowed() {
    assertThat(fit(off(0), off(2)).share()).containsOnly(0);
    assertThat(fit(off(2), off(0)).share()).containsOnly(1);
    assertThat(fit(off(2), off(2)).share()).as("of equals the first").containsOnly(0);
  }

  /** Of three too high and two too low, two and three parts are right. */
  @Test
  void errorsOfOppositeSignsCancel() {
    Blend blend = fit(off(3), off(-2));
    assertThat(blend.share()).hasSize(12).containsOnly(0.6);
    assertThat(blend.meanShare()).isEqualTo(0.6);
    ForecastInput input = input(1300);
    assertThat(blend.of(List.of(input)).get(0))
        .usingComparatorWithPrecision(1e-3f)
        .containsExactly(off(0).of(List.of(input)).get(0));
  }

  private static ForecastInput input(int step) {
    return new ForecastInput(
        TOWN.window(step, 12), TOWN.window(step, 12).values(), Optional.empty());
  }
}
