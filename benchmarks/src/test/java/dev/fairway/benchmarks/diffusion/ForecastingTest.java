package dev.fairway.benchmarks.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.hipparchus.special.Erf;
import org.junit.jupiter.api.Test;

class ForecastingTest {

  private static final MeasuredNetwork TOWN = GridTown.measured(25, 1);

  /** Every value is 100 + 10 N(0, 1). */
  private static TrafficSeries noise() {
    TrafficSeries series = new TrafficSeries(TOWN, GridTown.series(TOWN, 1).start(), 2400);
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < series.steps(); t++) {
      for (int c = 0; c < series.channels(); c++) {
        for (int n = 0; n < 25; n++) {
          series.set(t, n, c, (float) (100 + 10 * random.nextGaussian()));
        }
      }
    }
    return series;
  }

  /** The expected pinball loss of the true quantile at z is the deviation times phi(z). */
  @Test
  void whoKnowsTheDistributionIsCoveredAsOftenAsItSaysAndHasTheExpectedScores() {
    Forecasting forecasting = new Forecasting(DiffusionTask.of("noise", noise()), 20);
    Map<String, Double> scores =
        forecasting.scores(
            (shown, index) -> {
              requireSecondHalfHidden(shown);
              int cells = shown.values().length / 2;
              float[] quantiles = new float[Forecasting.LEVELS.length * cells];
              for (int q = 0; q < Forecasting.LEVELS.length; q++) {
                double z = Math.sqrt(2) * Erf.erfInv(2 * Forecasting.LEVELS[q] - 1);
                Arrays.fill(quantiles, q * cells, (q + 1) * cells, (float) (100 + 10 * z));
              }
              return quantiles;
            });
    String channel = TOWN.channels().get(TOWN.forecastChannels()[0]).name();
    assertThat(scores.get(channel + " coverage")).isCloseTo(0.9, within(0.01));
    assertThat(scores.get(channel + " mae")).isCloseTo(10 * Math.sqrt(2 / Math.PI), within(0.2));
    double density = 0;
    for (double level : Forecasting.LEVELS) {
      double z = Math.sqrt(2) * Erf.erfInv(2 * level - 1);
      density += Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / Forecasting.LEVELS.length;
    }
    assertThat(scores.get(channel + " crps")).isCloseTo(2 * 10 * density, within(0.1));
    assertThat(scores.get(channel + " width")).isCloseTo(2 * 16.449, within(1e-2));
  }

  private static void requireSecondHalfHidden(TrafficWindow shown) {
    for (int cell = 0; cell < shown.observed().length; cell++) {
      boolean first = cell / shown.sites() % shown.steps() < shown.steps() / 2;
      assertThat(shown.observed()[cell]).isEqualTo(first);
    }
  }
}
