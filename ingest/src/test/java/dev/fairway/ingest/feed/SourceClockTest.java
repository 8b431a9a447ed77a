package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.ingest.SourceEvent;
import org.junit.jupiter.api.Test;

class SourceClockTest {

  private final SourceClock clock = new SourceClock(Feeds.network("n"));

  @Test
  void onlyNewerReadingsMoveItAndOnlyIntervalsRing() {
    assertThat(clock.now()).isEmpty();
    assertThat(clock.afterTheEnd()).isEmpty();
    assertThat(clock.advance(at(0))).isFalse();
    assertThat(clock.advance(at(299))).isFalse();
    assertThat(clock.advance(at(300))).isTrue();
    assertThat(clock.advance(at(10))).isFalse();
    assertThat(clock.now()).contains(Feeds.START.plusSeconds(300));
    assertThat(clock.advance(at(301))).isFalse();
    // Several intervals without any reading ring once.
    assertThat(clock.advance(at(3000))).isTrue();
  }

  @Test
  void refusedInputDoesNotMoveIt() {
    assertThat(clock.advance(Feeds.refusal("n", "f", DeadLetter.Reason.MALFORMED))).isFalse();
    assertThat(clock.now()).isEmpty();
  }

  @Test
  void afterTheEndEveryIntervalIsOverLatenessIncluded() {
    clock.advance(at(301));
    // Its interval ends at 600; two minutes of lateness. Not later: an interval that nothing came
    // of is not closed.
    assertThat(clock.afterTheEnd()).contains(Feeds.START.plusSeconds(600 + 120));
  }

  private static SourceEvent at(long seconds) {
    return Feeds.reading("n", "s0", Feeds.START.plusSeconds(seconds), 1);
  }
}
