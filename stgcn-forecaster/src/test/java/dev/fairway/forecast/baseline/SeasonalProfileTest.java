package dev.fairway.forecast.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeasonalProfileTest {

  private final DaySlots slots = DaySlots.of(BaselineFixture.MEASURED);
  private final SeasonalProfile profile = new SeasonalProfile(BaselineFixture.MEASURED);

  @Test
  void theSameClockTimeOnTwoWeekdaysIsOneSlotAcrossSummerTime() {
    // 09:00 in Copenhagen is 08:00Z in winter and 07:00Z in summer.
    assertThat(slots.slotOf(Instant.parse("2014-02-12T08:00:00Z")))
        .isEqualTo(slots.slotOf(Instant.parse("2014-06-11T07:04:59Z")))
        .isEqualTo(9 * 12);
  }

  @Test
  void theWeekendIsAnotherDay() {
    Instant saturday = Instant.parse("2014-02-15T08:00:00Z");
    assertThat(slots.slotOf(saturday)).isEqualTo(288 + 9 * 12);
    // Local midnight, not that of UTC, begins the weekend.
    assertThat(slots.slotOf(Instant.parse("2014-02-14T23:00:00Z"))).isEqualTo(288);
    assertThat(slots.slotOf(Instant.parse("2014-02-16T22:55:00Z"))).isEqualTo(slots.size() - 1);
  }

  @Test
  void fewObservationsAreAveraged() {
    for (float value : new float[] {1, 2, 6}) {
      observeSpeedOfA(7, value);
    }
    assertThat(profile.meanOr(7, BaselineFixture.SPEED, 0, -1)).isEqualTo(3f, within(1e-6f));
  }

  @Test
  void whatWasNotObservedStaysUnknown() {
    observeSpeedOfA(7, 5);
    assertThat(profile.knows(7, BaselineFixture.SPEED, 0)).isTrue();
    assertThat(profile.knows(7, BaselineFixture.SPEED, 1)).isFalse();
    assertThat(profile.knows(7, BaselineFixture.FLOW, 0)).isFalse();
    assertThat(profile.knows(8, BaselineFixture.SPEED, 0)).isFalse();
    assertThat(profile.meanOr(8, BaselineFixture.SPEED, 0, 42)).isEqualTo(42);
  }

  @Test
  void anOldHabitIsForgotten() {
    for (int i = 0; i < 1000; i++) {
      observeSpeedOfA(7, 10);
    }
    for (int i = 0; i < 10 * SeasonalProfile.MEMORY; i++) {
      observeSpeedOfA(7, 20);
    }
    assertThat(profile.meanOr(7, BaselineFixture.SPEED, 0, -1)).isEqualTo(20f, within(0.01f));
  }

  @Test
  void aSnapshotOfAnotherShapeIsRefused() {
    assertThatThrownBy(() -> profile.update(0, new float[3], new boolean[3]))
        .hasMessageContaining("2 x 2")
        .hasMessageContaining("3 values");
    assertThatThrownBy(() -> profile.knows(slots.size(), 0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDayHasAsManySlotsAsIntervals() {
    assertThat(slots.size())
        .isEqualTo(2 * Duration.ofDays(1).dividedBy(BaselineFixture.MEASURED.interval()));
  }

  private void observeSpeedOfA(int slot, float value) {
    float[] values = {-1, -1, -1, -1};
    boolean[] observed = new boolean[4];
    values[BaselineFixture.SPEED * 2] = value;
    observed[BaselineFixture.SPEED * 2] = true;
    profile.update(slot, values, observed);
  }
}
