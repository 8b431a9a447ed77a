package dev.fairway.diffusion.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParameterisationTest {

  private static final double EXACT = 1e-6;
  private static final double CLEAN = 0.37;
  private static final double EPSILON = -1.9;

  @ParameterizedTest
  @EnumSource
  void dataAndNoiseComeBack(Parameterisation parameterisation) {
    NoiseSchedule schedule = NoiseSchedule.of(NoiseSchedule.Kind.LINEAR, 1000);
    for (int k = 1; k <= 1000; k++) {
      Level level = schedule.level(k);
      double noisy = level.noised(CLEAN, EPSILON);
      double predicted = parameterisation.target(level).of(CLEAN, EPSILON);
      assertThat(parameterisation.clean(level).of(noisy, predicted))
          .isCloseTo(CLEAN, within(EXACT));
      assertThat(parameterisation.noise(level).of(noisy, predicted))
          .isCloseTo(EPSILON, within(EXACT));
    }
  }

  @Test
  void velocityIsFiniteAtBothEnds() {
    Level noise = new Level(0, 1);
    assertThat(Parameterisation.V.clean(noise).of(EPSILON, -CLEAN)).isEqualTo(CLEAN);
    Level data = new Level(1, 0);
    assertThat(Parameterisation.V.noise(data).of(CLEAN, EPSILON)).isEqualTo(EPSILON);
  }

  /** As v turns from noise into data, it is the derivative of x along the angle of (a, s). */
  @Test
  void velocityIsTheDerivativeAlongTheAngle() {
    double angle = 0.8;
    double step = 1e-5;
    double difference = (at(angle + step) - at(angle - step)) / (2 * step);
    Level level = new Level(Math.cos(angle), Math.sin(angle));
    assertThat(Parameterisation.V.target(level).of(CLEAN, EPSILON))
        .isCloseTo(difference, within(1e-8));
  }

  private static double at(double angle) {
    return new Level(Math.cos(angle), Math.sin(angle)).noised(CLEAN, EPSILON);
  }
}
