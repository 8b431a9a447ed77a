package dev.fairway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CalendarTest {

  private static final Calendar COPENHAGEN =
      new Calendar(ZoneId.of("Europe/Copenhagen"), Duration.ofMinutes(5));

  @Test
  void theDayBeginsAtLocalMidnight() {
    // Friday 2014-08-01 22:00Z is Saturday 00:00 in Copenhagen's summer.
    Instant midnight = Instant.parse("2014-08-01T22:00:00Z");
    assertThat(COPENHAGEN.slotOfDay(midnight)).isZero();
    assertThat(COPENHAGEN.slotOfDay(midnight.minusSeconds(1))).isEqualTo(287);
    assertThat(COPENHAGEN.weekday(midnight)).isEqualTo(5);
    assertThat(COPENHAGEN.isWeekend(midnight)).isTrue();
    assertThat(COPENHAGEN.isWeekend(midnight.minusSeconds(1))).isFalse();
    assertThat(COPENHAGEN.slotOfWeek(midnight)).isEqualTo(5 * 288);
    assertThat(COPENHAGEN.slotsPerDay()).isEqualTo(288);
  }

  @Test
  void theSameClockTimeHasTheSameSlotInSummerAndWinter() {
    assertThat(COPENHAGEN.slotOfDay(Instant.parse("2014-07-01T06:00:00Z")))
        .isEqualTo(COPENHAGEN.slotOfDay(Instant.parse("2014-12-01T07:00:00Z")));
  }

  @Test
  void featuresLieOnTwoCircles() {
    Instant start = Instant.parse("2014-08-01T22:00:00Z");
    int steps = 300;
    float[] features = COPENHAGEN.features(start, steps);
    assertThat(features).hasSize(Calendar.FEATURES * steps);
    for (int t = 0; t < steps; t++) {
      assertThat(Math.hypot(features[t], features[steps + t])).isCloseTo(1, within(1e-6));
      assertThat(Math.hypot(features[2 * steps + t], features[3 * steps + t]))
          .isCloseTo(1, within(1e-6));
      if (t + 288 < steps) {
        assertThat(features[t + 288]).isCloseTo(features[t], within(1e-6f));
      }
    }
    assertThat(features[0]).isCloseTo(0, within(1e-6f));
    assertThat(features[steps]).isCloseTo(1, within(1e-6f));
    // Six hours later: a quarter of the day's circle.
    assertThat(features[72]).isCloseTo(1, within(1e-6f));
    double week = 2 * Math.PI * 5 / 7;
    assertThat(features[2 * steps]).isCloseTo((float) Math.sin(week), within(1e-6f));
  }
}
