package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.benchmarks.transfer.DayBootstrap.Interval;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayBootstrapTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-02");

  /** Days of 10 cells each, whose mean error is 1, 2, 3, ... times the factor. */
  private static List<DayErrors> days(int count, double factor) {
    return IntStream.range(0, count)
        .mapToObj(i -> new DayErrors(FIRST.plusDays(i), factor * 10 * (i + 1), 10))
        .toList();
  }

  @Test
  void theSameErrorsAreNoChangeWhicheverDaysAreDrawn() {
    Interval interval =
        DayBootstrap.of(List.of(days(8, 1), days(8, 2)), List.of(days(8, 1), days(8, 2)));
    assertThat(interval.change()).isZero();
    assertThat(interval.low()).isZero();
    assertThat(interval.high()).isZero();
    assertThat(interval.excludesZero()).isFalse();
  }

  /** Pairing: days differ by far more than the two sides do. */
  @Test
  void aTenthLessOnEveryDayIsATenthWithoutDoubt() {
    Interval interval = DayBootstrap.of(List.of(days(8, 1)), List.of(days(8, 0.9)));
    assertThat(interval.change()).isCloseTo(-0.1, within(1e-12));
    assertThat(interval.low()).isCloseTo(-0.1, within(1e-12));
    assertThat(interval.high()).isCloseTo(-0.1, within(1e-12));
    assertThat(interval.excludesZero()).isTrue();
  }

  @Test
  void chanceByDayIsNoChange() {
    SplittableRandom random = new SplittableRandom(7);
    List<DayErrors> noisy =
        days(12, 1).stream()
            .map(
                day ->
                    new DayErrors(
                        day.day(), day.absolute() * (0.8 + 0.4 * random.nextDouble()), 10))
            .toList();
    Interval interval = DayBootstrap.of(List.of(days(12, 1)), List.of(noisy));
    assertThat(interval.low()).isLessThan(0);
    assertThat(interval.high()).isGreaterThan(0);
  }

  @Test
  void otherDaysCannotBeCompared() {
    assertThatThrownBy(() -> DayBootstrap.of(List.of(days(3, 1)), List.of(days(4, 1))))
        .hasMessageContaining("days");
  }
}
