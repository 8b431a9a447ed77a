package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThinTaskTest {

  private static final int DAY = 288;

  private static TrafficSeries town() {
    return GridTown.series(GridTown.measured(9, 1), 10 * DAY);
  }

  static Stream<Amount> amounts() {
    return Stream.of(new Amount(1), new Amount(3), Amount.ALL);
  }

  @ParameterizedTest
  @MethodSource("amounts")
  void allAmountsAreChosenAndScoredOnTheSameTime(Amount amount) {
    TrafficSeries town = town();
    ChronologicalSplit whole = ChronologicalSplit.byFractions(town.steps(), 0.6, 0.2);
    ThinTask thin = ThinTask.of("town", town, amount);
    assertThat(time(thin, thin.split().train().to())).isEqualTo(town.time(whole.train().to()));
    assertThat(time(thin, thin.split().validation().to()))
        .isEqualTo(town.time(whole.validation().to()));
    assertThat(thin.split().test().of(thin.series())).isEqualTo(whole.test().of(town));
  }

  private static Instant time(ThinTask task, int step) {
    return task.series().time(step);
  }

  @Test
  void ofTheTrainingPartTheLastDaysStay() {
    assertThat(ThinTask.of("town", town(), new Amount(3)).split().train().steps())
        .isEqualTo(3 * DAY);
    assertThat(ThinTask.of("town", town(), Amount.ALL).split().train().steps()).isEqualTo(6 * DAY);
    assertThat(ThinTask.of("town", town(), new Amount(100)).split().train().steps())
        .isEqualTo(6 * DAY);
  }

  @Test
  void aDayOnWhichNothingWasObservedIsNotCounted() {
    TrafficSeries town = town();
    for (int step = 4 * DAY; step < 5 * DAY; step++) {
      for (int site = 0; site < town.sites(); site++) {
        for (int channel = 0; channel < town.channels(); channel++) {
          town.clear(step, site, channel);
        }
      }
    }
    assertThat(ThinTask.of("town", town, new Amount(2)).split().train().steps()).isEqualTo(3 * DAY);
  }
}
