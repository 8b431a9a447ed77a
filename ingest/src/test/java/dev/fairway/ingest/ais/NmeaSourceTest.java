package dev.fairway.ingest.ais;

import static dev.fairway.contract.v1.DeadLetter.Reason.CHECKSUM;
import static dev.fairway.contract.v1.DeadLetter.Reason.INCOMPLETE_MULTIPART;
import static dev.fairway.contract.v1.DeadLetter.Reason.MALFORMED;
import static dev.fairway.contract.v1.DeadLetter.Reason.NOT_A_VESSEL;
import static dev.fairway.contract.v1.DeadLetter.Reason.NO_TIME;
import static dev.fairway.contract.v1.DeadLetter.Reason.OUT_OF_RANGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.Position;
import dk.dma.ais.binary.SixbitEncoder;
import dk.dma.ais.binary.SixbitException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The sentences and what they say are the examples of "AIVDM/AIVDO protocol decoding" (E. S.
 * Raymond).
 */
class NmeaSourceTest {

  private static final String CLASS_A = "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C";
  private static final String CLASS_B = "!AIVDM,1,1,,A,B52K>;h00Fc>jpUlNV@ikwpUoP06,0*4C";
  private static final String EXTENDED_B =
      "!AIVDM,1,1,,B,C5N3SRgPEnJGEBT>NhWAwwo862PaLELTBJ:V00000000S0D:R220,0*0B";
  private static final String BASE_STATION = "!AIVDM,1,1,,A,403OviQuMGCqWrRO9>E6fE700@GO,0*4D";
  private static final String AIRCRAFT = "!AIVDM,1,1,,B,91b55wi;hbOS@OdQAC062Ch2089h,0*30";
  private static final String STATIC_1 =
      "!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C";
  private static final String STATIC_2 = "!AIVDM,2,2,1,A,88888888880,2*25";
  private static final Instant BASE = Instant.parse("2020-01-01T00:00:00Z");

  @Test
  void aClassAPositionIsReadInSiUnits() throws IOException {
    Position p = single(CLASS_A);
    assertThat(p.getVessel()).isEqualTo("477553000");
    assertThat(p.getNetwork()).isEqualTo("n");
    assertThat(p.getLatitude()).isCloseTo(47.582833, within(1e-6));
    assertThat(p.getLongitude()).isCloseTo(-122.345833, within(1e-6));
    assertThat(p.getSpeed()).isZero();
    assertThat(p.hasSpeed()).isTrue();
    assertThat(p.getCourse()).isCloseTo(51.0, within(1e-9));
    assertThat(p.getHeading()).isEqualTo(181);
    assertThat(p.hasVesselType()).isFalse();
    assertThat(Times.toInstant(p.getTime())).isEqualTo(BASE);
    assertThat(p.getSource()).isEqualTo("feed");
    assertThat(p.getLine()).isEqualTo(1);
  }

  @Test
  void whatClassBDoesNotKnowIsAbsent() throws IOException {
    Position p = single(CLASS_B);
    assertThat(p.getVessel()).isEqualTo("338087471");
    assertThat(p.getLatitude()).isCloseTo(40.68454, within(1e-5));
    assertThat(p.getLongitude()).isCloseTo(-74.072132, within(1e-5));
    assertThat(p.getSpeed()).isCloseTo(0.1 * 1852 / 3600, within(1e-9));
    assertThat(p.getCourse()).isCloseTo(79.6, within(1e-9));
    assertThat(p.hasHeading()).isFalse();
  }

  @Test
  void message19HasTheShipTypeWithThePosition() throws IOException {
    Position p = single(EXTENDED_B);
    assertThat(p.getVessel()).isEqualTo("367059850");
    assertThat(p.getLatitude()).isCloseTo(29.543695, within(1e-6));
    assertThat(p.getLongitude()).isCloseTo(-88.810392, within(2e-5));
    assertThat(p.getSpeed()).isCloseTo(8.7 * 1852 / 3600, within(1e-9));
    assertThat(p.getVesselType()).isEqualTo(70);
  }

  @Test
  void longRangeReportsAreCoarser() throws Exception {
    Position p = single(longRange(477553000, 18_000, -600, 20, 90));
    assertThat(p.getLongitude()).isCloseTo(30, within(1e-9));
    assertThat(p.getLatitude()).isCloseTo(-1, within(1e-9));
    assertThat(p.getSpeed()).isCloseTo(20 * 1852 / 3600.0, within(1e-9));
    assertThat(p.getCourse()).isEqualTo(90);
    assertThat(p.hasHeading()).isFalse();
    Position silent = single(longRange(477553000, 18_000, -600, 63, 511));
    assertThat(silent.hasSpeed()).isFalse();
    assertThat(silent.hasCourse()).isFalse();
  }

  @Test
  void aStaticReportTellsTheShipTypeOfLaterPositions() throws IOException {
    Position ever = single(CLASS_A).toBuilder().setVessel("351759000").build();
    String position = new NmeaEncoder().encode(ever).get(0);
    NmeaSource source = source(position, STATIC_1, STATIC_2, position);
    Events events = Events.of(source);
    assertThat(events.positions()).hasSize(2);
    assertThat(events.positions().get(0).hasVesselType()).isFalse();
    assertThat(events.positions().get(1).getVesselType()).isEqualTo(70);
    assertThat(source.tally().parts()).isEqualTo(1);
    assertThat(source.tally().ignored()).containsExactlyEntriesOf(Map.of(5, 1L));
  }

  @Test
  void partsMayComeInAnyOrderAmongOthers() throws IOException {
    NmeaSource source = source(STATIC_2, CLASS_A, "", STATIC_1);
    assertThat(Events.of(source).deadLetters()).isEmpty();
    assertThat(source.tally().ignored()).containsEntry(5, 1L);
  }

  @Test
  void aMessageThatNeverGetsCompleteIsRefusedLineByLine() throws IOException {
    Events events = Events.of(source(STATIC_1, CLASS_A, STATIC_1, STATIC_2));
    assertThat(events.positions()).hasSize(1);
    assertThat(events.reasons()).containsExactly(INCOMPLETE_MULTIPART);
    assertThat(events.deadLetters().get(0).getLine()).isEqualTo(1);
    assertThat(Events.of(source(STATIC_2)).reasons()).containsExactly(INCOMPLETE_MULTIPART);
  }

  @Test
  void incompleteMessagesDoNotPileUp() throws IOException {
    List<String> lines = new ArrayList<>(List.of(STATIC_1));
    for (int i = 0; i <= PartBuffer.LINES_TO_WAIT; i++) {
      lines.add(BASE_STATION);
    }
    lines.add(sentence("AIVDM,3,1,7,B,55?MbV02;H,0"));
    NmeaSource source = source(lines.toArray(String[]::new));
    Optional<?> first = source.next();
    assertThat(first).isPresent();
    assertThat(source.tally().waiting()).isEqualTo(1);
    assertThat(source.tally().accounted()).isEqualTo(source.tally().lines());

    String[] open = new String[500];
    for (int i = 0; i < open.length; i++) {
      open[i] = sentence("AIVDM,9,1,%d,%c,55?MbV02;H,0".formatted(i, 'A' + i % 26));
    }
    NmeaSource flooded = source(open);
    assertThat(flooded.next()).isPresent();
    assertThat(flooded.tally().waiting()).isLessThanOrEqualTo(PartBuffer.OPEN_MESSAGES);
    assertThat(1 + Events.of(flooded).deadLetters().size()).isEqualTo(500);
  }

  @Test
  void theTimeIsTheNewestThatTheFeedHasTold() throws IOException {
    Events events =
        Events.of(
            source(
                tag("c:1577880000") + CLASS_A,
                CLASS_A,
                tag("s:x,c:1577880001500"),
                CLASS_A,
                sentence("$PGHP,1,2020,1,1,12,0,2,250,219,,2190067,1,62"),
                CLASS_A,
                CLASS_A + ",r003669959,1577880003"));
    assertThat(events.positions().stream().map(p -> Times.toInstant(p.getTime()).toString()))
        .containsExactly(
            "2020-01-01T12:00:00Z",
            "2020-01-01T12:00:00Z",
            "2020-01-01T12:00:01.500Z",
            "2020-01-01T12:00:02.250Z",
            "2020-01-01T12:00:03Z");
  }

  @Test
  void withoutAnyTimeAPositionIsRefused() throws IOException {
    NmeaSource source = new NmeaSource("n", "feed", List.of(CLASS_A).iterator(), Optional.empty());
    Events events = Events.of(source);
    assertThat(events.reasons()).containsExactly(NO_TIME);
    assertThat(events.deadLetters().get(0).hasTime()).isFalse();
    assertThat(events.deadLetters().get(0).getRaw().toStringUtf8()).isEqualTo(CLASS_A);
  }

  @Test
  void eachFaultHasItsReason() throws Exception {
    assertReason(CHECKSUM, CLASS_A.replace("*5C", "*5D"));
    assertReason(CHECKSUM, CLASS_A.replace("177K", "178K"));
    assertReason(CHECKSUM, "\\c:1577880000*00\\" + CLASS_A);
    assertReason(MALFORMED, tag("c:noon") + CLASS_A);
    assertReason(MALFORMED, "\\c:1577880000" + CLASS_A);
    assertReason(MALFORMED, "hello");
    assertReason(MALFORMED, "!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0");
    assertReason(MALFORMED, sentence("AIVDM,1,1,,B,177KQJ5000G?,0"));
    assertReason(MALFORMED, sentence("AIVDM,1,2,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0"));
    assertReason(MALFORMED, sentence("AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,7"));
    assertReason(MALFORMED, sentence("AIVDM,1,1,,B,\u007f77KQJ5000G?tO`K>RA1wUbN0TKH,0"));
    assertReason(MALFORMED, sentence("AIVDM,1,1,,B,,0"));
    assertReason(MALFORMED, sentence("AIVDM,1,1,,B,w77KQJ5000G?tO`K>RA1wUbN0TKH,0"));
    assertReason(MALFORMED, sentence("$PGHP,1,2020,13,1,12,0,2,250"));
    assertReason(NOT_A_VESSEL, AIRCRAFT);
    assertReason(NOT_A_VESSEL, longRange(2_190_067, 0, 0, 0, 0));
    assertReason(NOT_A_VESSEL, longRange(776_000_000, 0, 0, 0, 0));
    assertReason(OUT_OF_RANGE, longRange(477553000, 181 * 600, 91 * 600, 0, 0));
    assertReason(OUT_OF_RANGE, longRange(477553000, 0, 91 * 600, 0, 0));
  }

  @Test
  void theOutermostShipNumbersAreVessels() throws Exception {
    assertThat(single(longRange(201_000_000, 0, 0, 0, 0)).getVessel()).isEqualTo("201000000");
    assertThat(single(longRange(775_999_999, 0, 0, 0, 0)).getVessel()).isEqualTo("775999999");
  }

  @Test
  void everythingElseIsCountedAndIsNoError() throws IOException {
    NmeaSource source =
        source(
            BASE_STATION,
            BASE_STATION,
            tag("si:AISD"),
            "",
            "# a comment",
            sentence("$PSTT,20,x"),
            sentence("$PGHP,1,2020,1,1,12,0,2,250"));
    Events events = Events.of(source);
    assertThat(events.positions()).isEmpty();
    assertThat(events.deadLetters()).isEmpty();
    assertThat(source.tally()).isEqualTo(new NmeaTally(7, 0, 0, 0, Map.of(4, 2L), 1, 1, 1, 2, 0));
    assertThat(source.next()).isEmpty();
  }

  private static void assertReason(DeadLetter.Reason reason, String line) throws IOException {
    NmeaSource source = source(line);
    Events events = Events.of(source);
    assertThat(events.positions()).as(line).isEmpty();
    assertThat(events.reasons()).as(line).containsExactly(reason);
    assertThat(source.tally().accounted()).isEqualTo(1);
  }

  private static Position single(String line) throws IOException {
    Events events = Events.of(source(line));
    assertThat(events.deadLetters()).isEmpty();
    assertThat(events.positions()).hasSize(1);
    return events.positions().get(0);
  }

  private static NmeaSource source(String... lines) {
    return new NmeaSource("n", "feed", Arrays.asList(lines).iterator(), Optional.of(BASE));
  }

  private static String tag(String body) {
    return "\\" + body + "*" + NmeaChecksum.of(body) + "\\";
  }

  /** With start character, where there is none, and checksum. */
  private static String sentence(String body) {
    String start = body.startsWith("$") ? "" : "!";
    String rest = body.startsWith("$") ? body.substring(1) : body;
    return start + body + "*" + NmeaChecksum.of(rest);
  }

  /** Message 27; longitude and latitude in tenths of a minute. */
  private static String longRange(int mmsi, int longitude, int latitude, int knots, int course)
      throws SixbitException {
    SixbitEncoder bits = new SixbitEncoder();
    bits.addVal(27, 6);
    bits.addVal(0, 2);
    bits.addVal(mmsi, 30);
    bits.addVal(0, 6);
    bits.addVal(longitude & 0x3ffff, 18);
    bits.addVal(latitude & 0x1ffff, 17);
    bits.addVal(knots, 6);
    bits.addVal(course, 9);
    bits.addVal(0, 2);
    return sentence("AIVDM,1,1,,A," + bits.encode() + ",0");
  }
}
