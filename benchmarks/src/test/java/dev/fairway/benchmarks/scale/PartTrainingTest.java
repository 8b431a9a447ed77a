package dev.fairway.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.forecast.ModernConfig;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class PartTrainingTest {

  @Test
  void asManyStepsAreTimedAsWereAskedFor() throws IOException {
    PartTraining training =
        PartTraining.measure(ModernConfig.standard(), 9, 1, 2, Clock.systemUTC());

    assertThat(training.steps()).isEqualTo(2);
    assertThat(training.totalSeconds()).isGreaterThan(training.stepSeconds());
  }
}
