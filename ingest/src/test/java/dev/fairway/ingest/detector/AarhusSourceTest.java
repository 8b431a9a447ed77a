package dev.fairway.ingest.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.format.FactSheet;
import dev.fairway.series.format.FactSheetReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AarhusSourceTest {

  private static final Path REAL = Path.of("..", "..", "shared", "data", "aarhus-traffic");
  private static final String HEADER =
      "status,avgMeasuredTime,avgSpeed,extID,medianMeasuredTime,TIMESTAMP,vehicleCount,_id,"
          + "REPORT_ID";

  @TempDir Path folder;

  @Test
  void aRowBecomesAReadingInSiUnits() throws Exception {
    List<SourceEvent> events = read(file("a", "OK,74,54,668,74,2014-08-01T07:50:00,5,1,158324"));
    Observation reading = observation(events.get(0));
    assertThat(reading.getNetwork()).isEqualTo("aarhus");
    assertThat(reading.getSite()).isEqualTo("158324");
    assertThat(Times.toInstant(reading.getTime())).isEqualTo("2014-08-01T07:50:00Z");
    assertThat(reading.getValuesOrThrow("flow")).isEqualTo(60);
    assertThat(reading.getValuesOrThrow("speed")).isCloseTo(15, within(1e-12));
    assertThat(reading.getSource()).isEqualTo("a.stream");
    assertThat(reading.getLine()).isEqualTo(2);
  }

  @Test
  void withoutVehiclesThereIsNoSpeed() throws Exception {
    Observation reading =
        observation(read(file("a", "OK,74,50,668,74,2014-08-01T07:50:00,0,1,158324")).get(0));
    assertThat(reading.getValuesMap()).containsOnlyKeys("flow");
    assertThat(reading.getValuesOrThrow("flow")).isZero();
  }

  @Test
  void filesMergeInTimeAndALateRowComesWhereItsFileHasIt() throws Exception {
    Path a = file("a", row("08:00", "a"), row("08:10", "a"), row("07:00", "a"), row("08:20", "a"));
    Path b = file("b", row("08:05", "b"), row("08:10", "b"), row("08:15", "b"));
    assertThat(read(a, b))
        .extracting(e -> e.time().orElseThrow().toString().substring(11, 16))
        .containsExactly("08:00", "08:05", "08:10", "07:00", "08:10", "08:15", "08:20");
    assertThat(read(a, b)).isEqualTo(read(a, b)).isNotEqualTo(read(b, a));
  }

  @Test
  void everyRowOfEveryFileComesOnceDuplicatesIncluded() throws Exception {
    Path a = file("a", row("08:00", "a"), row("08:00", "a"), "", row("08:05", "a"));
    Path packed = folder.resolve("b.stream.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write((HEADER + "\r\n" + row("08:01", "b")).getBytes(StandardCharsets.UTF_8));
    }
    List<SourceEvent> events = read(a, packed);
    assertThat(events)
        .extracting(e -> observation(e).getSite() + observation(e).getLine())
        .containsExactly("a2", "a3", "b2", "a5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OK,1,50,1,1,2014-08-01T07:50:00,-1,1,7    | OUT_OF_RANGE | vehicleCount: -1",
        "OK,1,501,1,1,2014-08-01T07:50:00,1,1,7    | OUT_OF_RANGE | avgSpeed: 501",
        "OK,1,50,1,1,2014-08-01T07:50:00,many,1,7  | MALFORMED    | vehicleCount: 'many'",
        "OK,1,50,1,1,2014-08-01T07:50:00,5d,1,7    | MALFORMED    | vehicleCount: '5d'",
        "OK,1,50,1,1,2014-08-01T07:50:00,,1,7      | MALFORMED    | vehicleCount: ''",
        "OK,1,50,1,1,2014-08-01T07:50:00,NaN,1,7   | OUT_OF_RANGE | vehicleCount: NaN",
        "OK,1,50,1,1,yesterday,1,1,7               | MALFORMED    | TIMESTAMP: 'yesterday'",
        "OK,1,50,1,1,+99999-08-01T07:50:00,1,1,7   | OUT_OF_RANGE | TIMESTAMP: '+99999",
        "OK,1,50,1,1,,1,1,7                        | NO_TIME      | TIMESTAMP: ''",
        "OK,1,50,1,1,2014-08-01T07:50:00,1,1,      | MALFORMED    | REPORT_ID: ''",
        "OK,1,50,1,1,2014-08-01T07:50:00,1,1       | MALFORMED    | 8 cells",
        "BAD,1,50,1,1,2014-08-01T07:50:00,1,1,7    | UNSUPPORTED  | status: 'BAD'",
        "\"OK,1,50                                 | MALFORMED    | 3 cells",
      })
  void aBadRowIsRefusedByKeyAndValueAndTheOthersAreNot(String row, Reason reason, String detail)
      throws Exception {
    List<SourceEvent> events = read(file("a", row("07:45", "7"), row.strip(), row("07:55", "7")));
    assertThat(events).hasSize(3);
    DeadLetter letter = ((SourceEvent.Refused) events.get(1)).deadLetter();
    assertThat(letter.getReason()).isEqualTo(reason);
    assertThat(letter.getDetail()).contains(detail);
    assertThat(letter.getRaw().toStringUtf8()).isEqualTo(row.strip());
    assertThat(letter.getSource()).isEqualTo("a.stream");
    assertThat(letter.getLine()).isEqualTo(3);
  }

  @Test
  void aFileCutShortCostsOnlyItsRest() throws Exception {
    Path cut = folder.resolve("cut.stream.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(cut))) {
      out.write((HEADER + "\n").getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 5000; i++) {
        out.write(
            (row("07:00", Integer.toHexString(i * 7919)) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    List<SourceEvent> events = read(cut, file("a", row("09:00", "a")));
    DeadLetter letter =
        events.stream()
            .flatMap(e -> e instanceof SourceEvent.Refused r ? Stream.of(r.deadLetter()) : null)
            .reduce((x, y) -> y)
            .orElseThrow();
    assertThat(letter.getSource()).isEqualTo("cut.stream.gz");
    assertThat(letter.getDetail()).contains("cannot be read beyond line");
    assertThat(letter.getLine()).isBetween(1000L, 4999L);
    assertThat(observation(events.get(events.size() - 1)).getSite()).isEqualTo("a");
  }

  @Test
  void aFileWithoutAColumnIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("a.stream"), "status,TIMESTAMP\nOK,x\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a.stream")
        .hasMessageContaining("no column 'vehicleCount'");
  }

  @Test
  void realFilesComeWholeAndInOrderButForKnownLateRows() throws Exception {
    assumeThat(REAL.resolve("streams")).as("the Aarhus data set lies beside the project").exists();
    List<Path> files;
    try (Stream<Path> all = Files.list(REAL.resolve("streams"))) {
      files = all.sorted().limit(10).toList();
    }
    long rows = 0;
    for (Path file : files) {
      try (var lines = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
        rows += new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().count() - 1;
      }
    }
    long events = 0;
    long late = 0;
    Instant reached = Instant.MIN;
    try (Source source = AarhusSource.open(sheet(), files)) {
      for (var event = source.next(); event.isPresent(); event = source.next()) {
        events += event.get() instanceof SourceEvent.Observed ? 1 : 0;
        Instant time = event.get().time().orElseThrow();
        late += time.isBefore(reached) ? 1 : 0;
        reached = time.isAfter(reached) ? time : reached;
      }
    }
    assertThat(events).isEqualTo(rows).isGreaterThan(100_000);
    // Most files have two rows of 2014-08-18 in the midst of later ones.
    assertThat(late).isBetween(1L, 3L * files.size());
  }

  private static String row(String time, String site) {
    return "OK,1,50,1,1,2014-08-01T" + time + ":00,3,1," + site;
  }

  private static Observation observation(SourceEvent event) {
    return ((SourceEvent.Observed) event).observation();
  }

  private Path file(String name, String... rows) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".stream"), HEADER + "\n" + String.join("\n", rows) + "\n");
  }

  private static List<SourceEvent> read(Path... files) throws Exception {
    List<SourceEvent> events = new ArrayList<>();
    try (Source source = AarhusSource.open(sheet(), List.of(files))) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        events.add(event.get());
      }
      assertThat(source.next()).isEmpty();
    }
    return events;
  }

  private static FactSheet sheet() throws Exception {
    return FactSheetReader.parse(
        "aarhus",
        """
        id: aarhus
        name: Aarhus
        kind: road
        source: { format: aarhus-csv, files: ["*.stream"] }
        time: { interval: 5 min, stamps: UTC, calendar: Europe/Copenhagen, lateness: 5 min }
        channels:
          - { name: flow, source: vehicleCount, unit: veh/5min, minimum: 0, maximum: 500,
              forecast: true, aggregation: rate }
          - { name: speed, source: avgSpeed, unit: km/h, minimum: 0, maximum: 200,
              forecast: true, aggregation: mean, requires: flow }
        network: { from: vessel-tracks, cellDegrees: 1, minimumPositions: 1, maximumCells: 1 }
        """);
  }
}
