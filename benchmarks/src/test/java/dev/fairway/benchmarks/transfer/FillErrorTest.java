package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.forecast.HoleFiller;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import org.junit.jupiter.api.Test;

class FillErrorTest {

  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(9, 1), 1500);

  /** What was measured everywhere, and so much more where nothing arrived. */
  private static HoleFiller offBy(float error) {
    return window -> {
      float[] truth = TOWN.window(TOWN.stepAt(window.start()), window.steps()).values();
      for (int cell = 0; cell < truth.length; cell++) {
        truth[cell] += window.observed()[cell] ? 0 : error;
      }
      return truth;
    };
  }

  private static double of(HoleFiller filler, Arrivals arrivals) {
    ThinTask task = ThinTask.of("town", TOWN, Amount.ALL, arrivals, 3);
    Part validation = task.split().validation();
    return FillError.of(filler, task, validation, 12)[0];
  }

  @Test
  void itIsHowFarWhatIsFilledInIsOff() {
    assertThat(of(offBy(0), new Arrivals(0.25))).isZero();
    assertThat(of(offBy(-1.5f), new Arrivals(0.25))).isCloseTo(1.5, within(1e-5));
  }

  @Test
  void whereAllArrivesThereIsNone() {
    assertThat(of(offBy(1), Arrivals.ALL)).isNaN();
  }
}
