package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NoiseScheduleTest {

  private static final double EXACT = 1e-6;

  @ParameterizedTest
  @EnumSource
  void theIteratedChainHasTheClosedFormsMeanAndVariance(NoiseSchedule.Kind kind) {
    NoiseSchedule schedule = NoiseSchedule.of(kind, NoiseSchedule.DEFAULT_STEPS);
    double mean = 1;
    double variance = 0;
    for (int k = 1; k <= schedule.steps(); k++) {
      mean *= Math.sqrt(1 - schedule.beta(k));
      variance = (1 - schedule.beta(k)) * variance + schedule.beta(k);
      assertThat(schedule.level(k).signal()).isCloseTo(mean, within(EXACT));
      assertThat(schedule.level(k).noise()).isCloseTo(Math.sqrt(variance), within(EXACT));
    }
  }

  @ParameterizedTest
  @EnumSource
  void signalToNoiseRatioFalls(NoiseSchedule.Kind kind) {
    NoiseSchedule schedule = NoiseSchedule.of(kind, 100);
    for (int k = 1; k <= schedule.steps(); k++) {
      assertThat(schedule.level(k).snr()).isLessThan(schedule.level(k - 1).snr());
    }
  }

  @Test
  void schedulesEndWhereTheirPapersSay() {
    assertThat(end(NoiseSchedule.Kind.LINEAR, 1000)).isCloseTo(4.04e-5, within(1e-6));
    assertThat(end(NoiseSchedule.Kind.COSINE, 1000)).isLessThan(1e-6);
    assertThat(NoiseSchedule.of(NoiseSchedule.Kind.QUADRATIC, 50).beta(50))
        .isCloseTo(0.5, within(EXACT));
    assertThat(NoiseSchedule.of(NoiseSchedule.Kind.COSINE, 1000).level(500).alphaBar())
        .isCloseTo(
            Math.pow(Math.cos(0.508 / 1.008 * Math.PI / 2), 2)
                / Math.pow(Math.cos(0.008 / 1.008 * Math.PI / 2), 2),
            within(EXACT));
  }

  @ParameterizedTest
  @EnumSource
  void continuousTimeMeetsTheSteps(NoiseSchedule.Kind kind) {
    NoiseSchedule schedule = NoiseSchedule.of(kind, 100);
    for (int k = 0; k <= 100; k++) {
      assertThat(schedule.at(k / 100.0).alphaBar())
          .isCloseTo(schedule.level(k).alphaBar(), within(EXACT));
    }
    assertThat(schedule.at(0.305).alphaBar())
        .isBetween(schedule.level(31).alphaBar(), schedule.level(30).alphaBar());
  }

  @Test
  void stepsAndTimesOutsideAreRefused() {
    NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 100);
    assertThatThrownBy(() -> schedule.level(101)).hasMessageContaining("101");
    assertThatThrownBy(() -> schedule.beta(0)).hasMessageContaining("1..100");
    assertThatThrownBy(() -> schedule.at(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Level(-0.1, 0.9)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> new Level(0, 0)).hasMessageContaining("no noise level");
  }

  private static double end(NoiseSchedule.Kind kind, int steps) {
    return NoiseSchedule.of(kind, steps).level(steps).alphaBar();
  }
}
