package dev.fairway.series.interval;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FutureGuardTest {

  private static final long HOUR = FutureGuard.LEAD.toMillis();
  private static final long NOW = 1_700_000_000_000L;
  private static final long YEARS_AHEAD = NOW + 700_000 * HOUR;

  private final FutureGuard guard = new FutureGuard();

  @Test
  void whatCameLaterThanItIsDatedIsBelievedHoweverOld() {
    assertThat(guard.isPlausible("a", 0, NOW)).isTrue();
    assertThat(guard.isPlausible("a", NOW - HOUR, NOW)).isTrue();
    assertThat(guard.isPlausible("a", NOW + HOUR, NOW)).isTrue();
  }

  @Test
  void oneWrongClockAmongOthersIsNeverBelieved() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(guard.isPlausible("wrong", YEARS_AHEAD + i, NOW)).isFalse();
      assertThat(guard.isPlausible("right", NOW, NOW)).isTrue();
    }
  }

  @Test
  void aReplayThatRunsAheadOfTheWallIsBelievedFromThreeSubjectsOn() {
    assertThat(guard.isPlausible("a", YEARS_AHEAD, NOW)).isFalse();
    assertThat(guard.isPlausible("b", YEARS_AHEAD + 1, NOW)).isFalse();
    assertThat(guard.isPlausible("c", YEARS_AHEAD + 2, NOW)).isTrue();
    assertThat(guard.isPlausible("a", YEARS_AHEAD + HOUR, NOW)).isTrue();
    assertThat(guard.isPlausible("a", YEARS_AHEAD + 3 * HOUR, NOW)).isFalse();
  }

  @Test
  void aReplayOfOneSiteIsBelievedInTheEnd() {
    int refused = 0;
    while (!guard.isPlausible("a", YEARS_AHEAD + refused, NOW)) {
      refused++;
    }
    assertThat(refused).isEqualTo(FutureGuard.IN_A_ROW - 1);
  }

  @Test
  void whatDoesNotAgreeIsNoRow() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(guard.isPlausible("site " + i, YEARS_AHEAD + 2L * i * HOUR, NOW)).isFalse();
    }
  }
}
