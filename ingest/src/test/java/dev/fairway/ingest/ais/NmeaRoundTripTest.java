package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NmeaRoundTripTest {

  private static final long SEED = 20200101;
  private static final double HALF_A_STEP = 0.5 / 600_000 + 1e-9;

  @Test
  void whatIsWrittenIsReadWithinTheResolutionOfAis() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    NmeaEncoder encoder = new NmeaEncoder();
    List<Position> written = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Position p = position(random);
      written.add(p);
      lines.addAll(encoder.encodeShipType(p));
      lines.addAll(encoder.encode(p));
    }
    Events events = Events.of(new NmeaSource("n", "sim", lines.iterator(), Optional.empty()));
    assertThat(events.deadLetters()).isEmpty();
    assertThat(events.positions()).hasSameSizeAs(written);
    for (int i = 0; i < written.size(); i++) {
      assertSame(events.positions().get(i), written.get(i));
    }
  }

  private static void assertSame(Position read, Position written) {
    assertThat(read.getVessel()).isEqualTo(written.getVessel());
    assertThat(read.getTime()).isEqualTo(written.getTime());
    assertThat(read.getLatitude()).isCloseTo(written.getLatitude(), within(HALF_A_STEP));
    assertThat(read.getLongitude()).isCloseTo(written.getLongitude(), within(HALF_A_STEP));
    assertThat(read.hasSpeed()).isEqualTo(written.hasSpeed());
    assertThat(read.getSpeed()).isCloseTo(written.getSpeed(), within(0.05 * AisUnits.KNOT + 1e-9));
    assertThat(read.hasCourse()).isEqualTo(written.hasCourse());
    assertThat(angle(read.getCourse(), written.getCourse())).isLessThan(0.05 + 1e-9);
    assertThat(read.hasHeading()).isEqualTo(written.hasHeading());
    assertThat(angle(read.getHeading(), written.getHeading())).isLessThan(0.5 + 1e-9);
    assertThat(read.hasVesselType()).isEqualTo(written.hasVesselType());
    assertThat(read.getVesselType()).isEqualTo(written.getVesselType());
  }

  private static double angle(double a, double b) {
    double difference = Math.abs(a - b) % 360;
    return Math.min(difference, 360 - difference);
  }

  private static Position position(SplittableRandom random) {
    Position.Builder p =
        Position.newBuilder()
            .setNetwork("n")
            .setVessel(Integer.toString(random.nextInt(201_000_000, 776_000_000)))
            .setTime(
                Times.toTimestamp(
                    Instant.ofEpochMilli(random.nextLong(1_000_000_000_000L, 2_000_000_000_000L))))
            .setLatitude(random.nextDouble(-90, 90))
            .setLongitude(random.nextDouble(-180, 180));
    if (random.nextInt(5) > 0) {
      p.setSpeed(random.nextDouble(0, 102.2 * AisUnits.KNOT));
    }
    if (random.nextInt(5) > 0) {
      p.setCourse(random.nextDouble(0, 360));
    }
    if (random.nextInt(5) > 0) {
      p.setHeading(random.nextDouble(0, 360));
    }
    if (random.nextInt(5) > 0) {
      p.setVesselType(random.nextInt(20, 100));
    }
    return p.build();
  }
}
