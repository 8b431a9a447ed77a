package dev.fairway.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.tensor.HostTensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParityTest {

  private static final float[] RAW = {1, -4};
  private static final Map<String, HostTensor> GRADIENTS = Map.of("a", row(1, 2), "b", row(10, 20));

  @Test
  void differencesAreSharesOfTheLargestNumber() {
    Parity parity =
        Parity.of(
            RAW,
            GRADIENTS,
            Map.of("output", row(1, -4.4f), "gradient/a", row(1, 2), "gradient/b", row(11, 20)));

    assertThat(parity.output()).isCloseTo(0.1, within(1e-6));
    assertThat(parity.gradient()).isCloseTo(0.05, within(1e-6));
    assertThat(parity.worst()).isEqualTo("b");
    assertThat(parity.holds()).isFalse();
  }

  @Test
  void theSameNumbersHold() {
    assertThat(
            Parity.of(
                    RAW,
                    GRADIENTS,
                    Map.of(
                        "output", row(1, -4), "gradient/a", row(1, 2), "gradient/b", row(10, 20)))
                .holds())
        .isTrue();
  }

  @Test
  void aMissingGradientIsNamed() {
    assertThatThrownBy(
            () -> Parity.of(RAW, GRADIENTS, Map.of("output", row(1, -4), "gradient/a", row(1, 2))))
        .hasMessageContaining("the gradient of b");
  }

  private static HostTensor row(float... values) {
    return new HostTensor(new long[] {values.length}, values);
  }
}
