package dev.fairway.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AwakeClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant wall = START;
  private final AwakeClock clock = new AwakeClock(() -> wall);

  @Test
  void itGoesAsTheWallClockWhileItIsToldThatTheProcessRuns() {
    for (int second = 1; second <= 60; second++) {
      wall = wall.plusSeconds(1);
      clock.tick();
    }
    assertThat(clock.instant()).isEqualTo(wall);
  }

  @Test
  void hoursInWhichTheProcessStoodStillDoNotPass() {
    wall = wall.plus(Duration.ofHours(5));
    assertThat(clock.instant()).isBetween(START, START.plusSeconds(2));
    wall = wall.plusSeconds(1);
    assertThat(clock.instant()).isBetween(START.plusSeconds(1), START.plusSeconds(3));
  }
}
