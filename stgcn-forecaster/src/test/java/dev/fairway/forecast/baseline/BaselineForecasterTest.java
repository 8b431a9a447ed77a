package dev.fairway.forecast.baseline;

import static dev.fairway.forecast.baseline.BaselineFixture.MEASURED;
import static dev.fairway.forecast.baseline.BaselineFixture.SPEED;
import static dev.fairway.forecast.baseline.BaselineFixture.STEPS;
import static dev.fairway.forecast.baseline.BaselineFixture.WEDNESDAY_NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.forecast.ForecastInput;
import dev.fairway.forecast.Prediction;
import dev.fairway.series.TrafficWindow;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineForecasterTest {

  private final QuantileTracker tracker = new QuantileTracker(1, 12, 2);

  @Test
  void withoutAProfileTheLastValueIsRepeated() {
    TrafficWindow window = BaselineFixture.constant(WEDNESDAY_NINE, 9);
    BaselineFixture.observe(window, SPEED, STEPS - 1, 1, 4);
    BaselineForecaster forecaster =
        new BaselineForecaster(MEASURED, new SeasonalProfile(MEASURED), tracker);
    Prediction prediction = forecast(forecaster, window);
    for (int step = 0; step < 12; step++) {
      assertThat(prediction.mean(0, step, 0)).isEqualTo(9);
      assertThat(prediction.mean(0, step, 1)).isEqualTo(4);
    }
    assertThat(forecaster.modelOf(WEDNESDAY_NINE, 0, 0)).isEqualTo("last-value");
  }

  @Test
  void theDeviationFromTheUsualHalvesInAnHour() {
    BaselineForecaster forecaster =
        new BaselineForecaster(MEASURED, BaselineFixture.knowing(20), tracker);
    Prediction prediction = forecast(forecaster, BaselineFixture.constant(WEDNESDAY_NINE, 10));
    assertThat(prediction.mean(0, 11, 0)).isEqualTo(15, within(1e-4));
    assertThat(prediction.mean(0, 0, 0)).isEqualTo(20 - 10 * Math.pow(2, -1 / 12.0), within(1e-4));
    assertThat(forecaster.modelOf(WEDNESDAY_NINE, 0, 0)).isEqualTo("seasonal");
  }

  @Test
  void aUsualDayIsForecastAsUsual() {
    SeasonalProfile profile = new SeasonalProfile(MEASURED);
    boolean[] all = {true, true, true, true};
    for (int slot = 0; slot < profile.slots; slot++) {
      float value = slot % 288;
      profile.update(slot, new float[] {value, value, value, value}, all);
    }
    // The slot before 09:00 local time is number 107.
    Prediction prediction =
        forecast(
            new BaselineForecaster(MEASURED, profile, tracker),
            BaselineFixture.constant(WEDNESDAY_NINE, 107));
    for (int step = 0; step < 12; step++) {
      assertThat(prediction.mean(0, step, 0)).isEqualTo(108 + step, within(1e-3));
    }
  }

  @Test
  void quantilesAreTheMeanPlusThoseOfTheResiduals() {
    IssuedForecasts issued = new IssuedForecasts(1, 12, 2);
    BaselineForecaster forecaster =
        new BaselineForecaster(MEASURED, new SeasonalProfile(MEASURED), tracker);
    boolean[] siteAlone = {false, false, true, false};
    for (int issue = 0; issue < 2000; issue++) {
      // Always 10 is forecast, and 10 + 2 or 10 - 2 comes.
      float truth = issue % 2 == 0 ? 12 : 8;
      issued.score(issue, new int[] {SPEED}, new float[] {0, 0, truth, 99}, siteAlone, tracker);
      issued.remember(
          issue + 1, forecast(forecaster, BaselineFixture.constant(WEDNESDAY_NINE, 10)));
    }
    Prediction prediction = forecast(forecaster, BaselineFixture.constant(WEDNESDAY_NINE, 10));
    for (int step = 0; step < 12; step++) {
      assertThat(prediction.quantile(0, 0, step, 0)).isEqualTo(8, within(0.3));
      assertThat(prediction.quantile(4, 0, step, 0)).isEqualTo(12, within(0.3));
      assertThat(prediction.quantile(4, 0, step, 1))
          .as("never observed, and the window stands still")
          .isEqualTo(10);
    }
  }

  @Test
  void aGapInTheIssuesTeachesNothingWrong() {
    IssuedForecasts issued = new IssuedForecasts(1, 12, 2);
    float[] mean = new float[24];
    Arrays.fill(mean, 10);
    issued.remember(
        5,
        new Prediction(
            1,
            12,
            2,
            mean,
            QuantileTracker.levels(),
            new float[QuantileTracker.levels().length * 24]));
    boolean[] all = {true, true, true, true};
    // Twelve intervals later the same row of the ring is looked at; nothing was issued for it.
    issued.score(17, new int[] {SPEED}, new float[] {0, 0, 50, 50}, all, tracker);
    assertThat(tracker.counts).containsOnly((short) 0);
    issued.score(16, new int[] {SPEED}, new float[] {0, 0, 50, 50}, all, tracker);
    assertThat(tracker.counts[11 * 2]).isEqualTo((short) 1);
    assertThat(tracker.scales[11 * 2]).isEqualTo(40);
  }

  @Test
  void aTrackerOfAnotherNetworkIsRefused() {
    assertThatThrownBy(
            () ->
                new BaselineForecaster(
                    MEASURED, new SeasonalProfile(MEASURED), new QuantileTracker(2, 12, 2)))
        .hasMessageContaining("network toy");
  }

  private static Prediction forecast(BaselineForecaster forecaster, TrafficWindow window) {
    return forecaster.forecast(new ForecastInput(window, window.values(), Optional.empty()));
  }
}
