package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackPressureTest {

  @Test
  void waitsAsLongAsTheOthersHaveEnoughToDo() {
    AtomicBoolean busy = new AtomicBoolean(true);
    BackPressure pace = new BackPressure(busy::get);
    assertThat(pace.delay(Instant.EPOCH)).isPositive();
    assertThat(pace.delay(Instant.EPOCH)).isPositive();
    busy.set(false);
    assertThat(pace.delay(Instant.EPOCH)).isEqualTo(Duration.ZERO);
  }
}
