package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

  private static final Instant EVENT = Instant.parse("2014-08-01T08:00:00Z");
  private Instant wall = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aFactorDividesTheTimeBetweenEvents() {
    Pace pace = Pace.times(600, () -> wall);
    assertThat(pace.delay(EVENT)).isZero();
    assertThat(pace.delay(EVENT.plusSeconds(300))).isEqualTo(Duration.ofMillis(500));
    wall = wall.plusMillis(200);
    assertThat(pace.delay(EVENT.plusSeconds(300))).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aSlowFeedDoesNotMoveLaterEvents() {
    Pace pace = Pace.times(1, () -> wall);
    pace.delay(EVENT);
    wall = wall.plusSeconds(90);
    assertThat(pace.delay(EVENT.plusSeconds(60))).isEqualTo(Duration.ofSeconds(-30));
    assertThat(pace.delay(EVENT.plusSeconds(100))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void historyIsDueAtOnceAndAnchorsNothing() {
    Pace pace = Pace.history(EVENT, Pace.times(60, () -> wall));
    assertThat(pace.delay(EVENT.minus(Duration.ofDays(3)))).isZero();
    wall = wall.plusSeconds(7);
    assertThat(pace.delay(EVENT)).isZero();
    assertThat(pace.delay(EVENT.plusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void textNamesThePace() {
    assertThat(Pace.parse("max", () -> wall).delay(EVENT.plusSeconds(1_000_000))).isZero();
    Pace pace = Pace.parse(" 2.5X", () -> wall);
    pace.delay(EVENT);
    assertThat(pace.delay(EVENT.plusSeconds(5))).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"600", "0x", "-1x", "NaNx", "Infinityx", "fast", "", "x"})
  void otherTextIsRefusedByName(String text) {
    assertThatThrownBy(() -> Pace.parse(text, () -> wall))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Speed '" + text + "' is neither 'max' nor a factor above 0 such as 1x or 600x");
  }
}
