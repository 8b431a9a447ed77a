package dev.fairway.benchmarks.speed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void aRatioIsTakenRoundByRound() {
    // The machine was twice as slow in the second round: for both.
    Times ours = new Times(new double[] {1, 2, 1});
    Times theirs = new Times(new double[] {2, 4, 2});

    assertThat(ours.to(theirs)).isEqualTo(new Times.Ratio(0.5, 0.5, 0.5));
    assertThat(ours.median()).isEqualTo(1);
  }

  @Test
  void theSpreadIsThatOfTheMiddleHalf() {
    Times ours = new Times(new double[] {9, 1, 2, 3, 4});
    Times theirs = new Times(new double[] {1, 1, 1, 1, 1});

    assertThat(ours.to(theirs)).isEqualTo(new Times.Ratio(3, 2, 4));
  }
}
