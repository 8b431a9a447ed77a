package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.forecast.baseline.HistoricalAverage;
import dev.fairway.forecast.baseline.LastValue;
import dev.fairway.forecast.baseline.PointForecaster;
import dev.fairway.forecast.baseline.RidgeRegression;
import dev.fairway.forecast.baseline.SeasonalNaive;
import dev.fairway.graph.Networks;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The baselines on series whose future is known. */
class BaselinesTest {

  private static final int DAY = 288;
  private static final TrafficNetwork RING = Networks.ring(5);
  private static final MeasuredNetwork MEASURED = Waves.measured(RING, Waves.SPEED);

  @FunctionalInterface
  private interface Law {
    double at(int step, int site);
  }

  private static TrafficSeries series(int steps, Law law) {
    TrafficSeries series = new TrafficSeries(MEASURED, Waves.START, steps);
    for (int t = 0; t < steps; t++) {
      for (int n = 0; n < RING.size(); n++) {
        double value = law.at(t, n);
        if (!Double.isNaN(value)) {
          series.set(t, n, 0, (float) value);
        }
      }
    }
    return series;
  }

  private static double error(PointForecaster forecaster, TrafficSeries series, int from) {
    TrafficWindow window = series.window(from, 12);
    float[] mean = forecaster.forecast(window, HoleFiller.lastValue(series).fill(window));
    double worst = 0;
    for (int step = 0; step < 3; step++) {
      for (int site = 0; site < RING.size(); site++) {
        double truth = series.value(from + 12 + step, site, 0);
        worst = Math.max(worst, Math.abs(mean[step * RING.size() + site] - truth));
      }
    }
    return worst;
  }

  @Test
  void theLastValueIsRightWhereNothingChanges() {
    assertThat(error(new LastValue(new int[] {0}, 3), series(40, (t, n) -> 10 + n), 5)).isZero();
  }

  @Test
  void theLastValueOfASiteThatFellSilentIsItsLastOne() {
    TrafficSeries series = series(40, (t, n) -> n == 2 && t > 10 ? Double.NaN : t);
    TrafficWindow window = series.window(5, 12);
    float[] mean =
        new LastValue(new int[] {0}, 3).forecast(window, HoleFiller.lastValue(series).fill(window));
    assertThat(mean).containsExactly(16, 16, 10, 16, 16, 16, 16, 10, 16, 16, 16, 16, 10, 16, 16);
  }

  /** Each weekday is another day: only who tells them apart is right. */
  @Test
  void theHistoricalAverageTellsWeekdaysApart() {
    TrafficSeries series = series(16 * DAY, (t, n) -> 10 + n + t / DAY % 7 + t % DAY / 100.0);
    HistoricalAverage average = new HistoricalAverage(series.slice(0, 14 * DAY), 3);
    assertThat(error(average, series, 14 * DAY + 100)).isLessThan(1e-4);
    assertThat(error(average, series, 15 * DAY + 100)).isLessThan(1e-4);
  }

  @Test
  void theHistoricalAverageIsAMeanAndFallsBackOnTheTimeOfDay() {
    TrafficSeries training =
        series(
            9 * DAY, (t, n) -> n == 1 && t / DAY != 3 ? Double.NaN : 7.0 * Math.floorDiv(t, DAY));
    TrafficWindow monday = new TrafficSeries(MEASURED, Waves.START, 50).window(0, 12);
    float[] mean = new HistoricalAverage(training, 1).forecast(monday, monday.values());
    assertThat(mean[0]).as("of the two Mondays, 0 and 49").isEqualTo(24.5f);
    assertThat(mean[1]).as("never a Monday: of the Thursday").isEqualTo(21f);
  }

  @Test
  void theSeasonalNaiveRepeatsTheWeek() {
    SplittableRandom random = new SplittableRandom(1);
    double[] week = random.doubles(7 * DAY, 1, 50).toArray();
    TrafficSeries series = series(15 * DAY, (t, n) -> week[t % week.length] + n);
    PointForecaster naive = new SeasonalNaive(series, 3, new LastValue(new int[] {0}, 3));
    assertThat(error(naive, series, 9 * DAY + 17)).isZero();
  }

  @Test
  void theSeasonalNaiveTakesYesterdayWhereLastWeekIsMissingAndNeverTheFuture() {
    TrafficSeries series = series(4 * DAY, (t, n) -> t < 12 ? 3 : t / DAY == 1 ? 5 : 9);
    PointForecaster naive = new SeasonalNaive(series, 3, new LastValue(new int[] {0}, 3));
    TrafficWindow third = series.window(2 * DAY + 30, 12);
    assertThat(naive.forecast(third, third.values())).containsOnly(5);
    TrafficWindow first = series.window(0, 12);
    assertThat(naive.forecast(first, first.values())).as("the last value").containsOnly(3);
    assertThatThrownBy(() -> new SeasonalNaive(series, DAY + 1, naive))
        .hasMessageContaining("longer than the day");
  }

  /** x(t+1, n) is x(t, n-1): nothing of a site tells its future, its neighbours do. */
  @Test
  void ridgeFindsANoiseThatTravelsAlongTheGraph() {
    SplittableRandom random = new SplittableRandom(4);
    double[] noise = random.doubles(3 * DAY, 5, 25).toArray();
    TrafficSeries series =
        series(2 * DAY + 40, (t, n) -> noise[Math.floorMod(t - n, noise.length)]);
    RidgeRegression ridge = new RidgeRegression(series.slice(0, 2 * DAY), 12, 1);
    TrafficWindow window = series.window(2 * DAY + 3, 12);
    float[] mean = ridge.forecast(window, window.values());
    for (int site = 1; site < RING.size(); site++) {
      assertThat((double) mean[site]).isEqualTo(series.value(2 * DAY + 15, site, 0), within(1.0));
    }
  }

  /** Two sites that exchange places exchange their forecasts. */
  @Test
  void ridgeDoesNotKnowNames() {
    SplittableRandom random = new SplittableRandom(5);
    double[] noise = random.doubles(3L * DAY * RING.size(), 5, 25).toArray();
    int sites = RING.size();
    TrafficSeries one = series(2 * DAY, (t, n) -> noise[t * sites + n]);
    TrafficSeries turned = series(2 * DAY, (t, n) -> noise[t * sites + (n + 2) % sites]);
    float[] mean = forecast(one);
    float[] other = forecast(turned);
    for (int n = 0; n < sites; n++) {
      assertThat((double) other[n]).isEqualTo(mean[(n + 2) % sites], within(1e-3));
    }
  }

  private static float[] forecast(TrafficSeries series) {
    TrafficWindow window = series.window(100, 12);
    return new RidgeRegression(series, 12, 1).forecast(window, window.values());
  }

  @Test
  void allAreListedFittedAndCalibrated() {
    SplittableRandom random = new SplittableRandom(6);
    TrafficSeries series =
        series(
            20 * DAY,
            (t, n) ->
                random.nextDouble() < 0.1
                    ? Double.NaN
                    : 20 + 5 * Math.sin(2 * Math.PI * t / DAY) + random.nextDouble(-2, 2));
    ChronologicalSplit split = ChronologicalSplit.byFractions(series.steps(), 0.5, 0.25);
    HoleFiller filler = HoleFiller.seasonal(split.train().of(series));
    Map<String, Forecaster> fitted = Baselines.fit(series, split, 12, 3, filler);
    assertThat(fitted.keySet()).containsExactlyElementsOf(Baselines.names());
    Evaluation evaluation =
        new Evaluation(series, split.test(), 12, 3, filler, Optional.empty(), 300);
    fitted.forEach(
        (name, forecaster) -> {
          ForecastScores scores = evaluation.of(forecaster);
          assertThat(forecaster.id()).isEqualTo(name);
          assertThat(scores.of(0).coverage()).as(name).isBetween(0.85, 0.95);
        });
    assertThat(evaluation.of(fitted.get(Baselines.RIDGE)).of(0).mae())
        .as("the noise is uniform in -2..2: no forecaster is under 1")
        .isBetween(0.95, 1.1);
    assertThat(evaluation.of(fitted.get(Baselines.SEASONAL_NAIVE)).of(0).mae())
        .as("the difference of two such is 4/3 off")
        .isBetween(1.2, 1.5);
  }
}
