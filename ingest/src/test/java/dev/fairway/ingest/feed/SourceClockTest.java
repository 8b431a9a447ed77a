package dev.fairway.ingest.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.ingest.SourceEvent;
import java.time.Instant;
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
  void refusedInputTellsNoTime() {
    assertThat(clock.isPlausible(Feeds.refusal("n", "f", DeadLetter.Reason.MALFORMED), Feeds.START))
        .isFalse();
  }

  @Test
  void whatIsDatedLaterThanItCameTellsNoTimeUnlessAWholeReplayRunsAhead() {
    Instant wall = Feeds.START;
    assertThat(clock.isPlausible(at(3599), wall)).isTrue();
    assertThat(clock.isPlausible(at(100_000_000), wall)).isFalse();
    for (int hour = 0; hour < 100; hour++) {
      assertThat(clock.isPlausible(at(3599 + 3600L * hour), wall)).isTrue();
    }
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
