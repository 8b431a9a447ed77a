package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarineCadastreSourceTest {

  private static final String HEADER =
      "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType\n";

  @TempDir Path directory;

  @Test
  void aRowIsAPositionInSiUnits() throws IOException {
    Position p =
        read(HEADER + "366826940,2020-01-01T00:00:05,29.92455,-89.97881,2.8,295.7,511.0,T,,W,31.0")
            .positions()
            .get(0);
    assertThat(p.getVessel()).isEqualTo("366826940");
    assertThat(Times.toInstant(p.getTime())).isEqualTo("2020-01-01T00:00:05Z");
    assertThat(p.getLatitude()).isEqualTo(29.92455);
    assertThat(p.getLongitude()).isEqualTo(-89.97881);
    assertThat(p.getSpeed()).isCloseTo(2.8 * 1852 / 3600, within(1e-12));
    assertThat(p.getCourse()).isEqualTo(295.7);
    assertThat(p.hasHeading()).isFalse();
    assertThat(p.getVesselType()).isEqualTo(31);
    assertThat(p.getLine()).isEqualTo(2);
  }

  @Test
  void columnsAreFoundByTheirNamesAndABlankIsAbsent() throws IOException {
    Position p =
        read("""
            \uFEFFHeading,VesselType,COG,SOG,LON,LAT,BaseDateTime,MMSI
            90,,360.0,102.3,-90,29,2020-01-01T00:00:00,366826940
            """)
            .positions()
            .get(0);
    assertThat(p.getHeading()).isEqualTo(90);
    assertThat(p.hasVesselType()).isFalse();
    assertThat(p.hasCourse()).isFalse();
    assertThat(p.hasSpeed()).isFalse();
  }

  @Test
  void whatIsWrongInALineCostsThatLineAndIsNamed() throws IOException {
    Events events =
        read(
            HEADER
                + "366826940,yesterday,29,-90,1,1,1,,,,\n"
                + "366826940,2020-01-01T00:00:00,north,-90,1,1,1,,,,\n"
                + "366826940,2020-01-01T00:00:00,91,-90,1,1,1,,,,\n"
                + "2190067,2020-01-01T00:00:00,29,-90,1,1,1,,,,\n"
                + "366826940,2020-01-01T00:00:00,29,-90,1,1,1,\"A\"B,,,\n"
                + "366826940,2020-01-01T00:00:00,29,-90,1,1,1,\"A,,,\n"
                + "366826940,2020-01-01T00:00:00\n"
                + "\n"
                + "366826940,2020-01-01T00:00:00,29,-90,1,1,1,\"A, B\",,,\n");
    assertThat(events.positions()).hasSize(1);
    assertThat(events.reasons())
        .containsExactly(
            Reason.MALFORMED,
            Reason.MALFORMED,
            Reason.OUT_OF_RANGE,
            Reason.NOT_A_VESSEL,
            Reason.MALFORMED,
            Reason.MALFORMED,
            Reason.MALFORMED);
    assertThat(events.deadLetters().get(1).getDetail()).isEqualTo("LAT 'north' is no number");
    assertThat(events.deadLetters().get(1).getLine()).isEqualTo(3);
    assertThat(events.deadLetters().get(1).getSource()).isEqualTo("day.csv");
  }

  @Test
  void aFileWithoutAColumnCannotBeOpened() {
    assertThatThrownBy(() -> read("MMSI,BaseDateTime,LAT\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("day.csv", "line 1", "LON");
  }

  @Test
  void kitimatTellsLocalTimeAndShipTypesInWords() throws IOException {
    Path file = directory.resolve("bc.csv");
    Files.writeString(
        file,
        """
        rowid,Local.Time,Year,month,day,time,ampm,ID,Type,Length,SOG,COG,Latitude,Longitude
        1,2018-07-01 0:05,2018,7,1,x,AM,1303,Tug,22,10,144.0,53.14665,-128.6124
        2,2018-07-01 0:05,2018,7,1,x,AM,9,"Cargo ship:DG,HS",22,102.3,360,53,-128
        3,2018-07-01,2018,7,1,x,AM,9,Tug,22,1,1,53,-128
        """);
    try (KitimatSource source = new KitimatSource("bc", file)) {
      Events events = Events.of(source);
      Position tug = events.positions().get(0);
      assertThat(tug.getVessel()).isEqualTo("1303");
      assertThat(Times.toInstant(tug.getTime())).isEqualTo("2018-07-01T07:05:00Z");
      assertThat(tug.getSpeed()).isCloseTo(5.144444, within(1e-6));
      assertThat(tug.getVesselType()).isEqualTo(52);
      assertThat(events.positions().get(1).getVesselType()).isEqualTo(70);
      assertThat(events.positions().get(1).hasSpeed()).isFalse();
      assertThat(events.reasons()).containsExactly(Reason.MALFORMED);
      assertThat(source.tally()).isEqualTo(new CsvTally(4, 1, 2, 1, 0));
    }
  }

  @Test
  void threeMonthsNearKitimat() throws IOException {
    Path file = SharedData.file("ais-bc-2018", "ais_2018-07_2018-09.csv.gz");
    try (KitimatSource source = new KitimatSource("bc", file)) {
      Events events = Events.of(source);
      assertThat(events.deadLetters()).isEmpty();
      assertThat(events.positions()).hasSize(184_263);
      assertThat(events.positions().stream().map(Position::getVessel).distinct()).hasSize(726);
      assertThat(events.positions()).filteredOn(p -> !p.hasSpeed()).hasSize(67);
    }
  }

  private Events read(String content) throws IOException {
    Path file = directory.resolve("day.csv");
    Files.writeString(file, content);
    try (MarineCadastreSource source = new MarineCadastreSource("n", file)) {
      Events events = Events.of(source);
      CsvTally tally = source.tally();
      assertThat(tally.lines())
          .isEqualTo(tally.headers() + tally.positions() + tally.refused() + tally.blank());
      return events;
    }
  }
}
