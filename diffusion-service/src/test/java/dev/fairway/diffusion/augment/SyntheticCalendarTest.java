package dev.fairway.diffusion.augment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.series.Calendar;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.format.SyntheticSpans;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A time of its own for every window. */
class SyntheticCalendarTest {

  private static final TrafficWindow WINDOW = NoisyTown.series(1, 1).window(0, NoisyTown.STEPS);

  @Test
  void aWindowIsLaidWholeWeeksBeforeTheSeries() {
    SyntheticCalendar calendar = new SyntheticCalendar(NoisyTown.measured(), NoisyTown.START);
    Duration week = Duration.ofDays(7);
    assertThat(calendar.lay(WINDOW).start()).isEqualTo(NoisyTown.START.minus(week));
    assertThat(calendar.lay(WINDOW).start()).isEqualTo(NoisyTown.START.minus(week.multipliedBy(2)));
    // One that would touch the first goes a week further back; one that does not stays.
    TrafficWindow touching = at(NoisyTown.START.plus(NoisyTown.INTERVAL.multipliedBy(4)));
    TrafficWindow apart = at(NoisyTown.START.plus(NoisyTown.INTERVAL.multipliedBy(5)));
    assertThat(calendar.lay(touching).start())
        .isEqualTo(touching.start().minus(week.multipliedBy(3)));
    assertThat(calendar.lay(apart).start()).isEqualTo(apart.start().minus(week));
  }

  private static TrafficWindow at(Instant start) {
    return NoisyTown.at(start, WINDOW);
  }

  @Test
  void hoursAndWeekdaysHoldWhateverTheClocksDo() {
    MeasuredNetwork copenhagen = NoisyTown.measured(ZoneId.of("Europe/Copenhagen"));
    Calendar clocks = Calendar.of(copenhagen);
    Instant start = Instant.parse("2024-04-02T22:00:00Z");
    SyntheticCalendar calendar = new SyntheticCalendar(copenhagen, start);
    SplittableRandom random = new SplittableRandom(3);
    List<TrafficWindow> laid = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      TrafficWindow window =
          at(start.plus(NoisyTown.INTERVAL.multipliedBy(random.nextInt(NoisyTown.PER_WEEK))));
      TrafficWindow its = calendar.lay(window);
      laid.add(its);
      assertThat(its.end()).isBefore(start);
      for (int t = 0; t < NoisyTown.STEPS; t++) {
        Duration along = NoisyTown.INTERVAL.multipliedBy(t);
        assertThat(clocks.slotOfWeek(its.start().plus(along)))
            .isEqualTo(clocks.slotOfWeek(window.start().plus(along)));
      }
    }
    // Refuses what overlaps or touches.
    assertThat(SyntheticSpans.of(laid).spans()).hasSize(500);
  }
}
