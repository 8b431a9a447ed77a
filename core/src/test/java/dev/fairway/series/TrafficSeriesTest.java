package dev.fairway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficSeriesTest {

  @Test
  void aWindowIsPackedByChannelTimeAndSite() {
    TrafficSeries series = SmallSeries.counting(20);
    series.clear(6, 1, 1);
    TrafficWindow window = series.window(5, 3);
    assertThat(window.start()).isEqualTo(series.time(5));
    assertThat(window.end()).isEqualTo(series.time(8));
    for (int c = 0; c < 2; c++) {
      for (int t = 0; t < 3; t++) {
        for (int n = 0; n < 3; n++) {
          int cell = (c * 3 + t) * 3 + n;
          assertThat(window.cell(c, t, n)).isEqualTo(cell);
          boolean cleared = c == 1 && t == 1 && n == 1;
          assertThat(window.observed()[cell]).isEqualTo(!cleared);
          float expected = cleared ? 0 : 5 + t + n / 10f + 100 * c;
          assertThat(window.values()[cell]).isEqualTo(expected);
        }
      }
    }
    assertThatThrownBy(() -> series.window(18, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () ->
                new TrafficWindow(
                    window.start(), window.interval(), 2, 3, 3, new float[17], new boolean[18]))
        .hasMessageContaining("18 cells");
  }

  @Test
  void aSliceHasTheSameWindows() {
    TrafficSeries series = SmallSeries.counting(20);
    series.clear(9, 2, 0);
    TrafficSeries slice = series.slice(7, 15);
    assertThat(slice.steps()).isEqualTo(8);
    assertThat(slice.start()).isEqualTo(series.time(7));
    assertThat(slice.window(1, 4).values()).isEqualTo(series.window(8, 4).values());
    assertThat(slice.window(1, 4).observed()).isEqualTo(series.window(8, 4).observed());
    slice.set(0, 0, 0, -1);
    assertThat(series.value(7, 0, 0)).isEqualTo(7);
  }

  @Test
  void someOfTheChannelsKeepTheirValuesAndMarks() {
    TrafficSeries series = SmallSeries.counting(4);
    series.clear(2, 1, 1);
    series.clear(3, 0, 0);
    String first = series.measured().channels().get(0).name();
    String second = series.measured().channels().get(1).name();
    TrafficSeries some = series.only(List.of(second));
    assertThat(some.measured().channels()).containsExactly(series.measured().channels().get(1));
    for (int t = 0; t < 4; t++) {
      for (int n = 0; n < 3; n++) {
        assertThat(some.value(t, n, 0)).isEqualTo(series.value(t, n, 1));
        assertThat(some.isObserved(t, n, 0)).isEqualTo(series.isObserved(t, n, 1));
      }
    }
    assertThat(some.window(1, 3).values())
        .isEqualTo(series.window(1, 3).only(new int[] {1}).values());
    assertThat(some.window(1, 3).observed())
        .isEqualTo(series.window(1, 3).only(new int[] {1}).observed());
    assertThat(series.only(List.of(first, second))).isEqualTo(series);
    assertThat(series.only(List.of(second, first)).value(1, 2, 1)).isEqualTo(series.value(1, 2, 0));
    assertThatThrownBy(() -> series.only(List.of("vessels")))
        .hasMessageContaining("no channel vessels")
        .hasMessageContaining(first);
  }

  @Test
  void whatIsForgottenIsMissing() {
    TrafficSeries series = SmallSeries.counting(2);
    String before = series.hash();
    assertThat(series.observedShare()).isEqualTo(1);
    series.clear(1, 0, 0);
    assertThat(series.isObserved(1, 0, 0)).isFalse();
    assertThat(series.observedShare()).isEqualTo(11 / 12.0);
    assertThat(series.hash()).isNotEqualTo(before);
    series.set(1, 0, 0, 1);
    assertThat(series.hash()).isEqualTo(before);
    assertThat(series).isEqualTo(series.slice(0, 2));
  }

  @Test
  void aMeasuredZeroIsNotTheSameAsNoMeasurement() {
    MeasuredNetwork measured = SmallSeries.counting(1).measured();
    TrafficSeries zero = new TrafficSeries(measured, SmallSeries.START, 1);
    zero.set(0, 0, 0, 0);
    TrafficSeries none = new TrafficSeries(measured, SmallSeries.START, 1);
    assertThat(zero.hash()).isNotEqualTo(none.hash());
    assertThat(zero).isNotEqualTo(none);
    assertThat(none.isAnyObserved(0)).isFalse();
    assertThat(zero.isAnyObserved(0)).isTrue();
  }

  @Test
  void timesAndStepsAreInverse() {
    TrafficSeries series = SmallSeries.counting(5);
    for (int t = 0; t < 5; t++) {
      assertThat(series.stepAt(series.time(t))).isEqualTo(t);
      assertThat(series.stepAt(series.time(t + 1).minusMillis(1))).isEqualTo(t);
    }
    assertThat(series.stepAt(series.start().minusMillis(1))).isEqualTo(-1);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    TrafficSeries series = SmallSeries.counting(2);
    assertThatThrownBy(() -> series.set(0, 0, 0, Float.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> series.value(0, 3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> series.value(0, 0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new TrafficSeries(series.measured(), series.start().plusSeconds(1), 1))
        .hasMessageContaining("grid");
  }
}
