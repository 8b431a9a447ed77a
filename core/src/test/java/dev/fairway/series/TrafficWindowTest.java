package dev.fairway.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrafficWindowTest {

  private static final float[] GUESSES = {9, 8, 7, 6};

  private final TrafficWindow window =
      new TrafficWindow(
          Instant.EPOCH,
          Duration.ofMinutes(5),
          1,
          2,
          2,
          new float[] {1, 0, 3, 0},
          new boolean[] {true, false, true, false});

  @Test
  void whatWasObservedStandsBesideGuesses() {
    assertThat(window.beside(GUESSES)).containsExactly(1, 8, 3, 6);
    assertThat(GUESSES).containsExactly(9, 8, 7, 6);
  }

  @Test
  void aWindowWithoutHolesNeedsNoGuess() {
    TrafficWindow complete = window.complete(GUESSES);
    assertThat(complete.beside(new float[4])).isEqualTo(GUESSES);
  }

  @Test
  void whatIsHiddenIsLeftToGuesses() {
    TrafficWindow hidden = window.hidden(new boolean[] {false, true, true, true});
    assertThat(hidden.beside(GUESSES)).containsExactly(9, 8, 3, 6);
  }

  @Test
  void followedByNothingItIsTheSameWindowAndHoles() {
    TrafficWindow longer = window.followedByNothing(5);
    assertThat(longer.part(0, 2)).usingRecursiveComparison().isEqualTo(window);
    assertThat(longer.part(2, 5).observed()).hasSize(6).containsOnly(false);
    assertThat(longer.end()).isEqualTo(window.start().plus(Duration.ofMinutes(25)));
    assertThatThrownBy(() -> window.followedByNothing(1)).hasMessageContaining("2 steps", "of 1");
  }
}
