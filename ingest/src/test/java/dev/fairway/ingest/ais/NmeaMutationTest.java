package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the lines are, nothing is thrown and every line is accounted for. */
class NmeaMutationTest {

  private static final List<String> GOOD =
      List.of(
          "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C",
          "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C",
          "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C",
          "!AIVDM,2,2,1,A,88888888880,2*25",
          "\\c:1577836805*5B\\!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D",
          "\\si:AISD*3F\\",
          "$PGHP,1,2013,11,12,12,0,0,11,219,,2190067,1,62*26");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void nothingIsThrownAndNothingIsLost(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      lines.add(mutate(GOOD.get(random.nextInt(GOOD.size())), random));
    }
    NmeaSource source = new NmeaSource("n", "feed", lines.iterator(), Optional.of(Instant.EPOCH));
    Events events;
    try {
      events = Events.of(source);
    } catch (RuntimeException e) {
      fail("seed " + seed + ", line " + source.tally().lines(), e);
      return;
    }
    NmeaTally tally = source.tally();
    assertThat(tally.lines()).isEqualTo(lines.size());
    assertThat(tally.accounted()).as("seed %d: %s", seed, tally).isEqualTo(tally.lines());
    assertThat(tally.waiting()).isZero();
    assertThat(tally.positions()).isEqualTo(events.positions().size()).isPositive();
    assertThat(tally.refused()).isEqualTo(events.deadLetters().size()).isPositive();
    for (Position p : events.positions()) {
      assertThat(p.getVessel()).matches("\\d{9}");
      assertThat(Math.abs(p.getLatitude())).isLessThanOrEqualTo(90);
      assertThat(Math.abs(p.getLongitude())).isLessThanOrEqualTo(180);
    }
  }

  /**
   * Up to three changes; in half of the lines the checksum is made right again, so that they get
   * further.
   */
  private static String mutate(String line, SplittableRandom random) {
    StringBuilder text = new StringBuilder(line);
    for (int i = random.nextInt(4); i > 0 && text.length() > 1; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) random.nextInt(32, 127));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0, 300));
        case 3 -> text.setLength(at);
        default -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      }
    }
    int asterisk = text.lastIndexOf("*");
    int start = Math.max(text.lastIndexOf("!"), text.lastIndexOf("$"));
    if (random.nextBoolean() && start >= 0 && asterisk > start) {
      text.setLength(asterisk);
      text.append('*').append(NmeaChecksum.of(text.substring(start + 1, asterisk)));
    }
    return text.toString();
  }
}
