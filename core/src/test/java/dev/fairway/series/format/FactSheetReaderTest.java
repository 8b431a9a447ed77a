package dev.fairway.series.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.network.NetworkKind;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactSheetReaderTest {

  static final String SHEET =
      """
      id: town
      name: A town
      kind: road
      source:
        format: wide-csv
        files: [speed.csv]
        header: true
        timeColumn: 0
      time:
        interval: 5 min
        stamps: UTC
        calendar: Europe/Copenhagen
        lateness: 90 s
      channels:
        - name: speed
          unit: mph
          minimum: 0
          maximum: 100
          forecast: true
          aggregation: mean
          missing: [absent, empty, NaN, 0]
      network:
        from: matrix
        file: distances.csv
      """;

  @Test
  void readsWhatIsWritten() throws Exception {
    FactSheet sheet = FactSheetReader.parse("town.yaml", SHEET);
    assertThat(sheet.id()).isEqualTo("town");
    assertThat(sheet.kind()).isEqualTo(NetworkKind.ROAD);
    assertThat(sheet.source().timeColumn()).hasValue(0);
    assertThat(sheet.source().header()).isTrue();
    assertThat(sheet.time().lateness()).isEqualTo(Duration.ofSeconds(90));
    assertThat(sheet.time().calendar()).isEqualTo(ZoneId.of("Europe/Copenhagen"));
    ChannelSheet speed = sheet.channels().get(0);
    assertThat(speed.missing()).isEqualTo(new MissingValues(true, true, Set.of(0.0)));
    assertThat(speed.requires()).isEmpty();
    assertThat(sheet.network()).isInstanceOf(NetworkSheet.Matrix.class);
  }

  @Test
  void channelsComeInSiUnits() throws Exception {
    Channel speed =
        FactSheetReader.parse("town.yaml", SHEET).channel("speed").orElseThrow().channel();
    assertThat(speed.unit()).isEqualTo("m/s");
    assertThat(speed.maximum()).isCloseTo(44.704, within(1e-9));
    assertThat(speed.aggregation()).isEqualTo(Aggregation.MEAN);
    assertThat(SourceUnit.of("km/h").toSi(36)).isCloseTo(10, within(1e-12));
    assertThat(SourceUnit.of("knots").toSi(1)).isCloseTo(0.514444, within(1e-6));
    assertThat(SourceUnit.of("veh/5min").toSi(3)).isEqualTo(36);
    assertThat(SourceUnit.of("veh/5min").si()).isEqualTo("veh/h");
  }

  @Test
  void reportsEverythingAtOnce() {
    String broken =
        SHEET
            .replace("id: town", "id: A Town\nidd: x")
            .replace("kind: road", "kind: rail")
            .replace("timeColumn: 0", "timeColumn: first")
            .replace("unit: mph", "unit: furlongs")
            .replace("maximum: 100", "maximum: 'a lot'")
            .replace("calendar: Europe/Copenhagen", "calendar: Europe/Atlantis")
            .replace("interval: 5 min", "interval: 5 minutes")
            .replace("  file: distances.csv", "  files: distances.csv");
    FactSheetException e =
        catchThrowableOfType(
            FactSheetException.class, () -> FactSheetReader.parse("town.yaml", broken));
    assertThat(e.problems())
        .extracting(FactSheetException.Problem::key)
        .contains(
            "id",
            "idd",
            "kind",
            "source.timeColumn",
            "time.interval",
            "time.calendar",
            "channels[0].unit",
            "channels[0].maximum",
            "network.file",
            "network.files");
    assertThat(e)
        .hasMessageContaining("town.yaml")
        .hasMessageContaining("channels[0].unit: furlongs -- must be one of m/s")
        .hasMessageContaining("idd: x -- is not a key that is known here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "name", "kind", "source", "time", "channels", "network"})
  void everySectionIsNeeded(String key) {
    String without = SHEET.replaceFirst("(?m)^" + key + ":", "x-" + key + ":");
    FactSheetException e =
        catchThrowableOfType(
            FactSheetException.class, () -> FactSheetReader.parse("town.yaml", without));
    assertThat(e.problems()).extracting(FactSheetException.Problem::key).contains(key, "x-" + key);
  }

  @Test
  void contradictionsAreNamed() {
    assertProblem(SHEET.replace("interval: 5 min", "interval: 7 min"), "divide a day");
    assertProblem(SHEET.replace("  timeColumn: 0\n", ""), "time.start");
    assertProblem(SHEET.replace("forecast: true", "forecast: false"), "forecast: true");
    assertProblem(SHEET.replace("minimum: 0", "minimum: 100"), "above the minimum");
    assertProblem(
        SHEET.replace("aggregation: mean", "aggregation: mean\n    requires: flow"),
        "another channel");
    assertProblem(SHEET.replace("name: A town", "name: A town\nname: Another"), "name");
    assertProblem("just text", "must be a mapping");
    assertProblem("a: [", "line");
    assertProblem("", "mapping");
  }

  @Test
  void absentIsTheOnlyMissingValueUnlessTheSheetSaysMore() throws Exception {
    MissingValues missing =
        FactSheetReader.parse("x", SHEET.replaceAll("(?m)^ *missing:.*\n", ""))
            .channels()
            .get(0)
            .missing();
    assertThat(missing).isEqualTo(new MissingValues(false, false, Set.of()));
    MissingValues zero = new MissingValues(false, true, Set.of(0.0));
    assertThat(zero.matches(0)).isTrue();
    assertThat(zero.matches(-0.0)).isTrue();
    assertThat(zero.matches(Double.NaN)).isTrue();
    assertThat(zero.matches(1)).isFalse();
    assertThat(missing.matches(Double.NaN)).isFalse();
  }

  @Test
  void rowsSkipWeekends() throws Exception {
    TimeSheet time = shipped("pemsd7-25").time();
    assertThat(time.stampOfRow(0)).isEqualTo(LocalDateTime.parse("2012-05-01T00:00"));
    assertThat(time.stampOfRow(4 * 288 - 1)).isEqualTo(LocalDateTime.parse("2012-05-04T23:55"));
    assertThat(time.stampOfRow(4 * 288)).isEqualTo(LocalDateTime.parse("2012-05-07T00:00"));
    // 44 weekdays: the last of them is Friday, 29 June.
    assertThat(time.stampOfRow(12_671)).isEqualTo(LocalDateTime.parse("2012-06-29T23:55"));
  }

  @Test
  void clocksSkipAnHourInSpring() {
    TimeSheet time =
        new TimeSheet(
            Optional.of(LocalDateTime.parse("2012-03-11T00:00")),
            Duration.ofHours(1),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("America/Los_Angeles"),
            false,
            Duration.ZERO);
    assertThat(time.instant(time.stampOfRow(1)).orElseThrow()).hasToString("2012-03-11T09:00:00Z");
    assertThat(time.instant(time.stampOfRow(2))).isEmpty();
    assertThat(time.instant(time.stampOfRow(3)).orElseThrow()).hasToString("2012-03-11T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aarhus-traffic", "pemsd7-25", "ais-us-2020-01-01", "ais-bc-2018"})
  void theShippedSheetsAreValid(String folder) throws Exception {
    FactSheet sheet = shipped(folder);
    assertThat(sheet.id()).isIn("aarhus", "pemsd7", "mississippi", "kitimat");
    assertThat(sheet.channels()).allSatisfy(channel -> channel.channel());
    assertThat(sheet.network() instanceof NetworkSheet.VesselTracks)
        .isEqualTo(sheet.kind() == NetworkKind.WATERWAY);
  }

  @ParameterizedTest
  @MethodSource("documentedSheets")
  void theDocumentedSheetsAreValid(Path file) throws Exception {
    FactSheet sheet = FactSheetReader.read(file);
    assertThat(file.getFileName()).hasToString(sheet.id() + ".yaml");
    assertThat(sheet.channels()).allSatisfy(channel -> channel.channel());
  }

  static List<Path> documentedSheets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("..", "docs", "data-sets"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void aFoldersOwnSheetGoesFirst(@TempDir Path folder) throws Exception {
    Path data = Files.createDirectory(folder.resolve("pemsd7-25"));
    assertThat(DataFolder.open(data).sheet().id()).isEqualTo("pemsd7");
    Files.writeString(data.resolve("fairway.yaml"), SHEET);
    assertThat(DataFolder.open(data).sheet().id()).isEqualTo("town");
    assertThat(DataFolder.open(data.resolve("fairway.yaml"))).isEqualTo(DataFolder.open(data));
    assertThatThrownBy(() -> DataFolder.open(folder))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("no fact sheet");
    assertThatThrownBy(() -> DataFolder.open(folder.resolve("nowhere")))
        .hasMessageContaining("no such data folder");
  }

  @Test
  void globsFindFilesByName(@TempDir Path folder) throws Exception {
    Files.createDirectory(folder.resolve("in"));
    for (String name : new String[] {"b.csv", "a.csv", "c.txt"}) {
      Files.writeString(folder.resolve("in").resolve(name), "");
    }
    Files.writeString(folder.resolve("fairway.yaml"), SHEET.replace("[speed.csv]", "['in/*.csv']"));
    assertThat(DataFolder.open(folder).files())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("a.csv", "b.csv");
    Files.writeString(folder.resolve("fairway.yaml"), SHEET);
    assertThatThrownBy(() -> DataFolder.open(folder).files()).hasMessageContaining("speed.csv");
  }

  private static FactSheet shipped(String folder) throws Exception {
    String resource = "sheets/" + folder + ".yaml";
    try (var stream = FactSheet.class.getResourceAsStream(resource)) {
      return FactSheetReader.parse(
          resource, new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static void assertProblem(String yaml, String expected) {
    assertThatThrownBy(() -> FactSheetReader.parse("town.yaml", yaml))
        .isInstanceOf(FactSheetException.class)
        .hasMessageContaining("town.yaml")
        .hasMessageContaining(expected);
  }
}
