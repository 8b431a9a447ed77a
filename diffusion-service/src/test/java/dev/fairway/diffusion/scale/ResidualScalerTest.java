package dev.fairway.diffusion.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.diffusion.RingRoad;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.tensor.HostTensor;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a denoiser sees of a window. */
class ResidualScalerTest {

  private static final int SITES = 3;
  private static final int DAY = 288;
  private static final int DAYS = 20;

  /** A daily cycle of flow and speed, and noise around it: 10 (1 + site) veh/h and 2 m/s. */
  private static TrafficSeries noisyDays(double noise) {
    return noisyDays(noise, 1);
  }

  private static TrafficSeries noisyDays(double noise, double swing) {
    TrafficSeries series = new TrafficSeries(RingRoad.measured(SITES), RingRoad.START, DAYS * DAY);
    SplittableRandom random = new SplittableRandom(1);
    for (int t = 0; t < series.steps(); t++) {
      double day = swing * Math.sin(2 * Math.PI * t / DAY);
      for (int n = 0; n < SITES; n++) {
        double ofFlow = noise * 10 * (1 + n) * random.nextGaussian();
        series.set(t, n, 0, (float) (1000 + 300 * day + ofFlow));
        series.set(t, n, 1, (float) (25 - 5 * day + noise * 2 * random.nextGaussian()));
      }
    }
    return series;
  }

  @Test
  void scalingBackUndoesIt() {
    TrafficSeries series = noisyDays(1);
    ResidualScaler scaler = FittedScaler.fit(series).trained();
    TrafficWindow window = series.window(100, 24);
    assertThat(scaler.values(scaler.scaled(window), window.start(), 24))
        .containsExactly(window.values(), within(2e-4f));
  }

  @Test
  void severalWindowsOfATimeAreScaledBackAsOneByOne() {
    TrafficSeries series = noisyDays(1);
    ResidualScaler scaler = FittedScaler.fit(series).trained();
    TrafficWindow window = series.window(100, 24);
    float[] scaled = scaler.scaled(window);
    int cells = scaled.length;
    float[] twice = new float[2 * cells];
    System.arraycopy(scaled, 0, twice, cells, cells);
    float[] both = scaler.values(twice, window.start(), 24);
    assertThat(Arrays.copyOf(both, cells))
        .containsExactly(scaler.values(new float[cells], window.start(), 24));
    assertThat(Arrays.copyOfRange(both, cells, 2 * cells))
        .containsExactly(scaler.values(scaled, window.start(), 24));
  }

  @Test
  void whatIsUsualIsZeroAndWhatWasNotObservedCountsAsUsual() {
    TrafficSeries series = noisyDays(1);
    ResidualScaler scaler = FittedScaler.fit(series).trained();
    TrafficWindow window = series.window(100, 24);
    float[] usual = scaler.values(new float[window.values().length], window.start(), 24);
    assertThat(usual).containsExactly(scaler.seasons().at(window.start(), 24));
    window.observed()[7] = false;
    assertThat(scaler.scaled(window)[7]).isZero();
  }

  /**
   * Each day is compared with the others, so that residuals are those of a new day. (Days are level
   * here: a swing would add what the few Sundays cannot tell of it.)
   */
  @Test
  void residualsHaveUnitDeviationAtEverySiteAlsoOnDaysThatWereFittedTo() {
    TrafficSeries series = noisyDays(1, 0);
    FittedScaler fitted = FittedScaler.fit(series);
    for (int n = 0; n < SITES; n++) {
      assertThat(fitted.trained().deviations()[n]).isCloseTo(10 * (1 + n), within(1.0f + n));
      assertThat(fitted.trained().deviations()[SITES + n]).isCloseTo(2, within(0.15f));
    }
    double squares = 0;
    int cells = 0;
    for (int start = 0; start + 24 <= series.steps(); start += 24) {
      for (float z : fitted.whileTraining().scaled(series.window(start, 24))) {
        squares += z * z;
        cells++;
      }
    }
    assertThat(squares / cells).isCloseTo(1, within(0.01));
  }

  @Test
  void boundsAreTheChannelsOwn() {
    TrafficSeries series = noisyDays(1);
    ResidualScaler scaler = FittedScaler.fit(series).trained();
    ResidualScaler.Bounds bounds = scaler.bounds(series.time(40), 12);
    int row = 12 * SITES;
    float[] lowest = scaler.values(bounds.lowest(), series.time(40), 12);
    float[] highest = scaler.values(bounds.highest(), series.time(40), 12);
    for (int cell = 0; cell < 2 * row; cell++) {
      assertThat(lowest[cell]).isCloseTo(0, within(1e-2f));
      assertThat(highest[cell]).isCloseTo(cell < row ? 5000 : 70, within(1e-2f));
      assertThat(bounds.clamp(1e6, cell)).isEqualTo(bounds.highest()[cell]);
      assertThat(bounds.clamp(0.25, cell)).isEqualTo(0.25);
    }
  }

  @Test
  void aSeriesThatIsAlwaysAsUsualAndOneWithoutAnObservationKeepTheirUnit() {
    FittedScaler nothing =
        FittedScaler.fit(new TrafficSeries(RingRoad.measured(SITES), RingRoad.START, DAY));
    assertThat(nothing.trained().deviations()).containsOnly(1);
    assertThat(FittedScaler.fit(noisyDays(0)).trained().deviations()).doesNotContain(0);
  }

  @Test
  void itsTensorsRestoreItAndOthersAreRefused() {
    FittedScaler fitted = FittedScaler.fit(noisyDays(1));
    ResidualScaler restored = ResidualScaler.of(RingRoad.measured(SITES), fitted.tensors());
    TrafficWindow window = noisyDays(1).window(33, 12);
    assertThat(restored.scaled(window)).containsExactly(fitted.trained().scaled(window));

    assertThatThrownBy(() -> ResidualScaler.of(RingRoad.measured(SITES + 1), fitted.tensors()))
        .isInstanceOf(IllegalArgumentException.class);
    Map<String, HostTensor> broken = new TreeMap<>(fitted.tensors());
    float[] deviations = fitted.trained().deviations().clone();
    deviations[SITES + 1] = 0;
    broken.put("deviations", new HostTensor(new long[] {2, SITES}, deviations));
    assertThatThrownBy(() -> ResidualScaler.of(RingRoad.measured(SITES), broken))
        .hasMessage("The deviation of channel speed at site s1 is 0.0");
    broken.remove("deviations");
    assertThatThrownBy(() -> ResidualScaler.of(RingRoad.measured(SITES), broken))
        .hasMessage("The scaler lacks the tensor deviations");
  }
}
