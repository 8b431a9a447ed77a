package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.graph.Networks;
import dev.fairway.series.ChronologicalSplit.Part;
import dev.fairway.series.TrafficSeries;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeFeaturesTest {

  private static final TrafficSeries SERIES = Waves.travelling(Networks.ring(4), 100, 0.1);

  private record Blank(int steps) implements NodeFeatures {
    @Override
    public String encoder() {
      return "abc";
    }

    @Override
    public int size() {
      return 2;
    }

    @Override
    public float[] of(int firstStep) {
      return new float[4 * size()];
    }
  }

  /** Longer windows hold what is to be forecast; shorter ones end before the forecaster's. */
  @ParameterizedTest
  @ValueSource(ints = {6, 13, 24})
  void featuresOfOtherWindowsAreRefusedWhereExamplesAreMade(int steps) {
    assertThatThrownBy(() -> examples(steps))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("abc")
        .hasMessageContaining("windows of " + steps + " intervals")
        .hasMessageContaining("inputSteps are 12");
  }

  @Test
  void featuresOfTheSameWindowsAreTaken() {
    assertThat(examples(12).input(0).representation().orElseThrow()).hasSize(8);
  }

  private static Examples examples(int steps) {
    return new Examples(
        SERIES,
        new Part(0, 100),
        12,
        3,
        HoleFiller.lastValue(SERIES),
        Optional.of(new Blank(steps)));
  }
}
