package dev.fairway.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.OutsideInterval;
import dev.fairway.contract.v1.SiteInterval;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Intervals of 300 s; the first starts at 0. */
class NetworkCountsTest {

  private final NetworkCounts counts = new NetworkCounts(300);

  @Test
  void countedRepeatedOutsideAndRefusedReadingsAddUp() {
    readings(6, 10);
    counts.add(interval(0, 2, 1));
    counts.add(
        OutsideInterval.newBuilder()
            .setIntervalStart(at(0))
            .setReadings(1)
            .setDuplicates(1)
            .build());
    counts.add(letter("fairway.positions.v1", 10));
    assertThat(counts.addsUp()).isTrue();
    assertThat(counts.open()).isEmpty();
  }

  @Test
  void whatIsNewerThanTheLastClosedIntervalIsOpen() {
    readings(1, 10);
    readings(2, 310);
    counts.add(interval(0, 1, 0));
    assertThat(counts.addsUp()).isTrue();
    assertThat(counts.open()).isEqualTo(Map.of(Instant.ofEpochSecond(300), 2L));
  }

  @Test
  void aReadingThatIsMissingFromAClosedIntervalIsUnaccountedFor() {
    readings(2, 10);
    counts.add(interval(0, 1, 0));
    assertThat(counts.unaccounted()).isEqualTo(Map.of(Instant.EPOCH, 1L));
  }

  @Test
  void aReadingThatWasCountedTwiceIsUnaccountedFor() {
    readings(1, 10);
    counts.add(interval(0, 1, 0));
    counts.add(letter("fairway.positions.v1", 10));
    assertThat(counts.unaccounted()).isEqualTo(Map.of(Instant.EPOCH, -1L));
  }

  @Test
  void aLetterOfALineThatNeverBecameARecordDoesNotCountAsAReading() {
    readings(1, 10);
    counts.add(interval(0, 1, 0));
    counts.add(letter("", 10));
    assertThat(counts.addsUp()).isTrue();
  }

  @Test
  void aRecordThatCannotBeReadIsBalancedByItsLetter() {
    counts.addReading(Optional.empty());
    assertThat(counts.addsUp()).isTrue();
    assertThat(counts.open()).containsOnlyKeys(Instant.MIN);
    counts.add(DeadLetter.newBuilder().setRecordTopic("fairway.positions.v1").build());
    assertThat(counts.open()).isEmpty();
  }

  private void readings(int number, long seconds) {
    for (int i = 0; i < number; i++) {
      counts.addReading(Optional.of(at(seconds)));
    }
  }

  private static SiteInterval interval(long start, int readings, int duplicates) {
    return SiteInterval.newBuilder()
        .setIntervalStart(at(start))
        .setReadings(readings)
        .setDuplicates(duplicates)
        .build();
  }

  private static DeadLetter letter(String topic, long seconds) {
    return DeadLetter.newBuilder().setRecordTopic(topic).setTime(at(seconds)).build();
  }

  private static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }
}
