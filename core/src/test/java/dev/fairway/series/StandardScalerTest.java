package dev.fairway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StandardScalerTest {

  @Test
  void scaledTrainingDataHasMeanZeroAndDeviationOne() {
    Random random = new Random(3);
    TrafficSeries series = SmallSeries.counting(200);
    for (int t = 0; t < 200; t++) {
      for (int n = 0; n < 3; n++) {
        series.set(t, n, 0, (float) (5000 + 3 * random.nextGaussian()));
        if (random.nextInt(4) == 0) {
          series.clear(t, n, 1);
        }
      }
    }
    StandardScaler scaler = StandardScaler.fit(series);
    TrafficWindow whole = series.window(0, 200);
    float[] scaled = scaler.transform(whole);
    for (int c = 0; c < 2; c++) {
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int i = c * 600; i < (c + 1) * 600; i++) {
        if (whole.observed()[i]) {
          sum += scaled[i];
          squares += scaled[i] * scaled[i];
          count++;
        } else {
          assertThat(scaled[i]).isZero();
        }
      }
      assertThat(sum / count).isCloseTo(0, within(1e-4));
      assertThat(squares / count).isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void cellsThatWereNotObservedDoNotMoveTheScale() {
    TrafficSeries series = SmallSeries.counting(2);
    StandardScaler before = StandardScaler.fit(series.slice(0, 1));
    for (int n = 0; n < 3; n++) {
      series.clear(1, n, 0);
      series.clear(1, n, 1);
    }
    assertThat(StandardScaler.fit(series)).isEqualTo(before);
  }

  @Test
  void inverseUndoesTransform() {
    StandardScaler scaler = StandardScaler.fit(SmallSeries.counting(50));
    float[] values = SmallSeries.counting(50).window(7, 12).values();
    float[] back = scaler.inverse(scaler.transform(values));
    for (int i = 0; i < values.length; i++) {
      assertThat(back[i]).isCloseTo(values[i], within(1e-4f));
    }
  }

  @Test
  void constantAndUnseenChannelsKeepTheirScale() {
    TrafficSeries series =
        new TrafficSeries(SmallSeries.counting(1).measured(), SmallSeries.START, 3);
    series.set(0, 0, 0, 42);
    series.set(2, 1, 0, 42);
    assertThat(StandardScaler.fit(series))
        .isEqualTo(new StandardScaler(List.of(42.0, 0.0), List.of(1.0, 1.0)));
  }

  @Test
  void selectTakesTheScaleOfTheTargets() {
    StandardScaler scaler = new StandardScaler(List.of(1.0, 2.0), List.of(3.0, 4.0));
    assertThat(scaler.select(1)).isEqualTo(new StandardScaler(List.of(2.0), List.of(4.0)));
  }

  @Test
  void survivesJson() throws Exception {
    StandardScaler scaler = StandardScaler.fit(SmallSeries.counting(9));
    JsonMapper json = new JsonMapper();
    assertThat(json.readValue(json.writeValueAsString(scaler), StandardScaler.class))
        .isEqualTo(scaler);
  }

  @Test
  void refusesOtherShapes() {
    StandardScaler scaler = new StandardScaler(List.of(1.0, 2.0), List.of(3.0, 4.0));
    assertThatThrownBy(() -> scaler.transform(new float[3])).hasMessageContaining("2 channels");
    assertThatThrownBy(() -> new StandardScaler(List.of(1.0), List.of(0.0)))
        .hasMessageContaining("not above 0");
  }
}
