package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.forecast.Example;
import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MaskedWindowsTest {

  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(9, 1), 600);
  private static final HoleFiller FILLER = HoleFiller.seasonal(TOWN);
  private static final MaskedWindows MASKED = new MaskedWindows(0.25, FILLER);

  private static Example example(int step, int horizon) {
    TrafficWindow window = TOWN.window(step, 12);
    return new Example(
        new ForecastInput(window, FILLER.fill(window), Optional.empty()),
        TOWN.window(step + 12, horizon));
  }

  @Test
  void whatIsHiddenIsToBeFilledInAndNothingElse() {
    List<Example> batch = IntStream.range(0, 400).mapToObj(step -> example(step, 12)).toList();
    List<Example> masked = MASKED.of(batch, new SplittableRandom(1));
    int hidden = 0;
    int cells = 0;
    for (int i = 0; i < batch.size(); i++) {
      TrafficWindow real = batch.get(i).input().observed();
      TrafficWindow seen = masked.get(i).input().observed();
      TrafficWindow wanted = masked.get(i).target();
      assertThat(wanted.start()).isEqualTo(real.start());
      assertThat(wanted.values()).isEqualTo(real.values());
      assertThat(masked.get(i).input().filled()).isEqualTo(FILLER.fill(seen));
      for (int cell = 0; cell < real.values().length; cell++) {
        assertThat(seen.observed()[cell] ^ wanted.observed()[cell])
            .isEqualTo(real.observed()[cell]);
        hidden += wanted.observed()[cell] ? 1 : 0;
        cells += real.observed()[cell] ? 1 : 0;
      }
    }
    assertThat(hidden / (double) cells).isCloseTo(0.25, within(0.02));
  }

  @Test
  void aTrainingIsJudgedByTheSameTask() {
    List<Example> batch = List.of(example(50, 12), example(90, 12));
    assertThat(MASKED.judged(batch, new SplittableRandom(7)))
        .usingRecursiveComparison()
        .isEqualTo(MASKED.of(batch, new SplittableRandom(7)));
  }

  @Test
  void aWindowStandsOnlyForAForecastOfItsLength() {
    assertThatThrownBy(() -> MASKED.of(List.of(example(50, 6)), new SplittableRandom(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 intervals")
        .hasMessageContaining("6 that are forecast");
  }
}
