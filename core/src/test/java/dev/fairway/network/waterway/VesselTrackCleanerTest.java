package dev.fairway.network.waterway;

import static dev.fairway.network.waterway.FixVerdict.Kind.ACCEPTED;
import static dev.fairway.network.waterway.FixVerdict.Kind.DUPLICATE;
import static dev.fairway.network.waterway.FixVerdict.Kind.IMPLAUSIBLE_JUMP;
import static dev.fairway.network.waterway.FixVerdict.Kind.OUT_OF_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VesselTrackCleanerTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

  /** A degree of latitude each, north of 29; nothing south of it. */
  private static final CellLocator BANDS =
      (latitude, longitude) ->
          latitude < 29 ? Optional.empty() : Optional.of("band " + (int) latitude);

  private final VesselTrackCleaner cleaner = new VesselTrackCleaner(BANDS);
  private final VesselTrack track = new VesselTrack();

  @Test
  void theFirstFixIsAcceptedButNobodySawItEnter() {
    FixVerdict verdict = judge(0, 29.5, -90);
    assertThat(verdict.kind()).isEqualTo(ACCEPTED);
    assertThat(verdict.cell()).contains("band 29");
    assertThat(verdict.entered()).isFalse();
    assertThat(verdict.impliedSpeed()).isNaN();
  }

  @Test
  void aCellIsEnteredOnceEachTimeTheVesselComesIn() {
    judge(0, 29.9999, -90);
    assertThat(judge(60, 30.0001, -90).entered()).isTrue();
    assertThat(judge(120, 30.0002, -90).entered()).isFalse();
    assertThat(judge(180, 29.9999, -90).entered()).isTrue();
  }

  @Test
  void fromOutsideOfAllCellsIsAnEntryAndGoingThereIsNone() {
    judge(0, 28.9999, -90);
    assertThat(judge(60, 29.0001, -90).entered()).isTrue();
    FixVerdict out = judge(120, 28.9999, -90);
    assertThat(out.kind()).isEqualTo(ACCEPTED);
    assertThat(out.cell()).isEmpty();
    assertThat(out.entered()).isFalse();
  }

  @Test
  void afterALongSilenceNothingIsSaidToHaveBeenEntered() {
    judge(0, 29.9999, -90);
    assertThat(judge(30 * 60 + 1, 30.0001, -90).entered()).isFalse();
  }

  @Test
  void theSameFixAgainIsADuplicateHoweverOften() {
    judge(0, 29.5, -90);
    assertThat(judge(0, 29.5, -90).kind()).isEqualTo(DUPLICATE);
    assertThat(judge(0, 29.5, -90).kind()).isEqualTo(DUPLICATE);
    assertThat(judge(1, 29.5, -90).kind()).isEqualTo(ACCEPTED);
  }

  @Test
  void anOlderFixIsOutOfOrderAndChangesNothing() {
    judge(60, 29.5, -90);
    assertThat(judge(59, 29.4999, -90).kind()).isEqualTo(OUT_OF_ORDER);
    assertThat(track.timeMillis).isEqualTo(START.plusSeconds(60).toEpochMilli());
  }

  @Test
  void impliedSpeedIsDistanceByTime() {
    judge(0, 29.5, -90);
    // A minute of latitude is about 1848 m here; 599 s and the second of the clock make ten
    // minutes.
    FixVerdict verdict = judge(599, 29.5 + 1 / 60.0, -90);
    assertThat(verdict.impliedSpeed()).isCloseTo(1848 / 600.0, within(0.01));
  }

  @Test
  void theLimitIsSixtyKnots() {
    // In 599 s + 1 s, 60 kn make ten nautical miles: about 18.52 km.
    double tenMiles = 18_520 / 110_860.0;
    judge(0, 29.5, -90);
    assertThat(judge(599, 29.5 + 0.99 * tenMiles, -90).kind()).isEqualTo(ACCEPTED);
    VesselTrack other = new VesselTrack();
    cleaner.judge(other, START, 29.5, -90);
    assertThat(cleaner.judge(other, START.plusSeconds(599), 29.5 + 1.01 * tenMiles, -90).kind())
        .isEqualTo(IMPLAUSIBLE_JUMP);
  }

  @Test
  void aSingleJumpIsRefusedAndTheTrackGoesOn() {
    judge(0, 29.5, -90);
    assertThat(judge(10, 35.5, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    assertThat(judge(20, 29.5001, -90).kind()).isEqualTo(ACCEPTED);
  }

  @Test
  void threeThatAgreeAreBelieved() {
    judge(0, 29.5, -90);
    assertThat(judge(10, 35.5, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    assertThat(judge(20, 35.5001, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    FixVerdict third = judge(30, 35.5002, -90);
    assertThat(third.kind()).isEqualTo(ACCEPTED);
    assertThat(third.entered()).isFalse();
    assertThat(judge(40, 35.5003, -90).kind()).isEqualTo(ACCEPTED);
  }

  @Test
  void jumpsThatDisagreeAreNeverBelieved() {
    judge(0, 29.5, -90);
    for (int i = 1; i < 20; i++) {
      assertThat(judge(10L * i, i % 2 == 0 ? 35.5 : 45.5, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    }
  }

  @Test
  void repeatsOfOneJumpAreNoFurtherWitness() {
    judge(0, 29.5, -90);
    for (int i = 0; i < 10; i++) {
      assertThat(judge(10, 35.5, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    }
  }

  @Test
  void ofTwoVesselsWithOneNumberOneIsFollowed() {
    for (int i = 0; i < 50; i++) {
      assertThat(judge(20L * i, 29.5 + i * 1e-4, -90).kind()).isEqualTo(ACCEPTED);
      assertThat(judge(20L * i + 10, 40.5 + i * 1e-4, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    }
  }

  @Test
  void clocksThatTellOnlyTheMinuteGetTheirMinute() {
    VesselTrackCleaner coarse =
        new VesselTrackCleaner(
            BANDS,
            VesselTrackCleaner.DEFAULT_SPEED_LIMIT,
            Duration.ofMinutes(1),
            VesselTrackCleaner.DEFAULT_LONGEST_GAP,
            VesselTrackCleaner.DEFAULT_FIXES_TO_RECOVER);
    judge(0, 29.5, -90);
    assertThat(judge(0, 29.503, -90).kind()).isEqualTo(IMPLAUSIBLE_JUMP);
    VesselTrack other = new VesselTrack();
    coarse.judge(other, START, 29.5, -90);
    assertThat(coarse.judge(other, START, 29.503, -90).kind()).isEqualTo(ACCEPTED);
  }

  @Test
  void oneFixAloneCannotBeTheRule() {
    assertThatThrownBy(
            () -> new VesselTrackCleaner(BANDS, 30, Duration.ZERO, Duration.ofMinutes(30), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private FixVerdict judge(long second, double latitude, double longitude) {
    return cleaner.judge(track, START.plusSeconds(second), latitude, longitude);
  }
}
