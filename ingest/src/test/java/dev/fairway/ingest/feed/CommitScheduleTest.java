package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitScheduleTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration SHORTEST = Duration.ofMillis(200);

  private final CommitSchedule schedule = new CommitSchedule(SHORTEST, 10, START);

  @Test
  void commitsAfterItsIntervalOrItsNumberOfEvents() {
    assertThat(schedule.isDue(1, START.plusMillis(199))).isFalse();
    assertThat(schedule.isDue(1, START.plusMillis(200))).isTrue();
    assertThat(schedule.isDue(9, START)).isFalse();
    assertThat(schedule.isDue(10, START)).isTrue();
  }

  @Test
  void keepsItsIntervalWhileCommitsAreQuick() {
    assertThat(writingAfterCommitOf(Duration.ofMillis(5))).isEqualTo(SHORTEST);
  }

  @Test
  void writesLongerAfterASlowCommit() {
    assertThat(writingAfterCommitOf(Duration.ofMillis(500))).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void neverWaitsLongerThanItsBound() {
    assertThat(writingAfterCommitOf(Duration.ofMinutes(1))).isEqualTo(CommitSchedule.LONGEST);
  }

  @Test
  void aQuickCommitEndsTheSpacing() {
    writingAfterCommitOf(Duration.ofMillis(500));
    assertThat(writingAfterCommitOf(Duration.ZERO)).isEqualTo(SHORTEST);
  }

  private Duration writingAfterCommitOf(Duration took) {
    Instant ended = START.plus(took);
    schedule.committed(START, ended);
    long millis = 0;
    while (!schedule.isDue(1, ended.plusMillis(millis))) {
      millis++;
    }
    return Duration.ofMillis(millis);
  }
}
