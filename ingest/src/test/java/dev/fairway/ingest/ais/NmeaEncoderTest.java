package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NmeaEncoderTest {

  private static final Position POSITION =
      Position.newBuilder()
          .setNetwork("n")
          .setVessel("366826940")
          .setTime(Times.toTimestamp(Instant.parse("2020-01-01T00:00:05Z")))
          .setLatitude(29.92455)
          .setLongitude(-89.97881)
          .setSpeed(2.8 * 1852 / 3600)
          .setCourse(295.7)
          .setVesselType(31)
          .build();

  private final NmeaEncoder encoder = new NmeaEncoder();

  @Test
  void aPositionIsOneSentenceWithItsTimeInATagBlock() {
    assertThat(encoder.encode(POSITION))
        .singleElement()
        .asString()
        .startsWith("\\c:1577836805*")
        .contains("\\!AIVDM,1,1,")
        .hasSizeLessThan(120);
  }

  @Test
  void theShipTypeOfClassATakesTwoSentences() {
    assertThat(encoder.encodeShipType(POSITION))
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).contains("!AIVDM,2,1,0"),
            second -> assertThat(second).startsWith("!AIVDM,2,2,0"));
  }

  @Test
  void whatIsNoVesselIsRefused() {
    assertThatThrownBy(() -> encoder.encode(POSITION.toBuilder().setVessel("tug 7").build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tug 7");
  }
}
