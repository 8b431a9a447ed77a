package dev.fairway.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairway.contract.Times;
import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.DeadLetter;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Observation;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.SeriesReader;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jetbrains.bio.npy.NpzFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matrix data sets as live sources: they tell what offline reading tells. */
class MatrixDataSetTest {

  private static final double MPH = 0.44704;

  @TempDir Path folder;
  @TempDir Path work;

  @BeforeEach
  void twoSites() throws IOException {
    Files.writeString(folder.resolve("distances.csv"), "0,800\n800,0\n");
  }

  @Test
  void pemsd7IsToldRowByRow() throws Exception {
    Path pems = Path.of("..", "..", "shared", "data", "pemsd7-25");
    assumeThat(pems).as("the data set beside the checkout").exists();
    DataSet set = DataSet.open(pems, Optional.empty(), work);
    assertThat(set.stream()).isEqualTo(Topic.OBSERVATIONS);
    assertThat(set.firstTime()).isEqualTo(Instant.parse("2012-05-01T07:00:00Z"));
    long readings = 0;
    double sum = 0;
    Instant last = Instant.MIN;
    try (Source source = set.source()) {
      for (var event = source.next(); event.isPresent(); event = source.next()) {
        Observation reading = ((SourceEvent.Observed) event.get()).observation();
        Instant time = Times.toInstant(reading.getTime());
        assertThat(time).isAfterOrEqualTo(last);
        last = time;
        assertThat(reading.getLine()).isEqualTo(readings / 25 + 1);
        sum += reading.getValuesOrThrow("speed");
        readings++;
      }
    }
    assertThat(readings).isEqualTo(12_672L * 25);
    assertThat(sum / readings / MPH).isCloseTo(56.8, within(0.05));
    assertThat(last).isEqualTo(Instant.parse("2012-06-30T06:55:00Z"));
  }

  @Test
  void badCellsAreDeadLettersAmongTheReadings() throws Exception {
    sheet("wide-csv", "speed.csv", "  timeColumn: 0\n  header: true\n", "");
    Files.writeString(
        folder.resolve("speed.csv"),
        """
        time,1,0
        2014-08-01 00:00:00,20,10
        2014-08-01 00:05:00,fast,999
        then,1,2
        2014-08-01 00:15:00,1
        2014-08-01 00:20:00,0,50
        """);
    DataSet set = DataSet.open(folder, Optional.empty(), work);
    assertThat(readBack(set)).isEqualTo(offline(set));
    List<SourceEvent> events = events(set);
    assertThat(events).filteredOn(SourceEvent.Observed.class::isInstance).hasSize(3);
    List<DeadLetter> letters =
        events.stream()
            .filter(SourceEvent.Refused.class::isInstance)
            .map(event -> ((SourceEvent.Refused) event).deadLetter())
            .toList();
    assertThat(letters)
        .extracting(DeadLetter::getReason)
        .containsExactly(Reason.MALFORMED, Reason.OUT_OF_RANGE, Reason.NO_TIME, Reason.MALFORMED);
    assertThat(letters).extracting(DeadLetter::getLine).containsExactly(3L, 3L, 4L, 5L);
    assertThat(letters).allMatch(letter -> letter.getNetwork().equals("town"));
    assertThat(letters).allMatch(letter -> letter.getSource().equals("speed.csv"));
    assertThat(letters.get(0).getRaw().toStringUtf8()).isEqualTo("fast");
    assertThat(letters.get(0).getDetail()).contains("speed of site 1", "'fast'");
    assertThat(Times.toInstant(letters.get(1).getTime())).hasToString("2014-08-01T00:05:00Z");
    assertThat(letters.get(1).getDetail()).contains("speed of site 0", "999.0 mph", "0.0..100.0");
    assertThat(letters.get(2).hasTime()).isFalse();
    assertThat(letters.get(3).getRaw().toStringUtf8()).isEqualTo("2014-08-01 00:15:00,1");
  }

  @Test
  void npzAndHdf5TellWhatTheyHold() throws Exception {
    try (NpzFile.Writer writer = NpzFile.write(folder.resolve("pems.npz"), true)) {
      writer.write(
          "data",
          new double[] {30, 40, 0, 60, 55, 120},
          new int[] {3, 2, 1},
          ByteOrder.LITTLE_ENDIAN);
    }
    sheet("npz", "pems.npz", "", "  start: 2016-07-01T00:00\n");
    DataSet npz = DataSet.open(folder, Optional.empty(), work);
    assertThat(readBack(npz)).isEqualTo(offline(npz));
    // Of six values one is marked as missing and one too large.
    assertThat(events(npz)).filteredOn(SourceEvent.Observed.class::isInstance).hasSize(4);
    assertThat(events(npz)).filteredOn(SourceEvent.Refused.class::isInstance).hasSize(1);

    long midnight = Instant.parse("2012-03-01T00:00:00Z").getEpochSecond();
    try (WritableHdfFile hdf = HdfFile.write(folder.resolve("metr.h5"))) {
      WritableGroup frame = hdf.putGroup("df");
      frame.putDataset("block0_values", new double[][] {{60, 0}, {50, 40}});
      frame.putDataset("axis0", new String[] {"1", "0"});
      frame.putDataset(
          "axis1", new long[] {midnight * 1_000_000_000L, (midnight + 600) * 1_000_000_000L});
    }
    sheet("hdf5", "metr.h5", "", "");
    DataSet hdf5 = DataSet.open(folder, Optional.empty(), work);
    assertThat(readBack(hdf5)).isEqualTo(offline(hdf5));
    assertThat(events(hdf5)).hasSize(3);
    Observation first = ((SourceEvent.Observed) events(hdf5).get(0)).observation();
    assertThat(first.getSite()).isEqualTo("1");
    assertThat(first.getValuesOrThrow("speed")).isCloseTo(60 * MPH, within(1e-5));
    assertThat(hdf5.fingerprint()).isNotEqualTo(npz.fingerprint());
  }

  @Test
  void whatCountsAsMissingIsPartOfTheFingerprint() throws Exception {
    sheet("npz", "pems.npz", "", "  start: 2016-07-01T00:00\n");
    Files.createFile(folder.resolve("pems.npz"));
    String before = DataSet.open(folder, Optional.empty(), work).fingerprint();
    Path sheet = folder.resolve("fairway.yaml");
    Files.writeString(sheet, Files.readString(sheet).replace("missing: [0]", "missing: [0, -1]"));
    assertThat(DataSet.open(folder, Optional.empty(), work).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aMatrixMakesNoNetworkOfVesselTracks() throws Exception {
    sheet("npz", "pems.npz", "", "  start: 2016-07-01T00:00\n");
    Path sheet = folder.resolve("fairway.yaml");
    Files.writeString(
        sheet,
        Files.readString(sheet)
            .replaceFirst(
                "network:.*",
                "network: {from: vessel-tracks, cellDegrees: 1, minimumPositions: 1,"
                    + " maximumCells: 1}"));
    Files.createFile(folder.resolve("pems.npz"));
    assertThatThrownBy(() -> DataSet.open(folder, Optional.empty(), work))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("vessel-tracks")
        .hasMessageContaining("npz");
  }

  private void sheet(String format, String file, String layout, String start) throws IOException {
    Files.writeString(
        folder.resolve("fairway.yaml"),
        """
        id: town
        name: A town
        kind: road
        source:
          format: %s
          files: [%s]
        %stime:
          interval: 5 min
          stamps: UTC
          calendar: UTC
        %schannels:
          - { name: speed, unit: mph, minimum: 0, maximum: 100, forecast: true, aggregation: mean,
              missing: [0] }
        network: { from: matrix, file: distances.csv }
        """
            .formatted(format, file, layout, start));
  }

  private static List<SourceEvent> events(DataSet set) throws IOException {
    List<SourceEvent> events = new ArrayList<>();
    try (Source source = set.source()) {
      for (var event = source.next(); event.isPresent(); event = source.next()) {
        events.add(event.get());
      }
      assertThat(source.next()).isEmpty();
    }
    return events;
  }

  private String offline(DataSet set) throws Exception {
    return SeriesReader.read(DataFolder.open(folder), set.measured().network()).series().hash();
  }

  /**
   * Hash of the series that the readings make, on the grid that the first and last of them span.
   */
  private static String readBack(DataSet set) throws IOException {
    List<Observation> readings =
        events(set).stream()
            .filter(SourceEvent.Observed.class::isInstance)
            .map(event -> ((SourceEvent.Observed) event).observation())
            .toList();
    MeasuredNetwork measured = set.measured();
    Instant first = Times.toInstant(readings.get(0).getTime());
    Instant last = Times.toInstant(readings.get(readings.size() - 1).getTime());
    int steps = 1 + (int) Duration.between(first, last).dividedBy(measured.interval());
    TrafficSeries series = new TrafficSeries(measured, first, steps);
    for (Observation reading : readings) {
      reading
          .getValuesMap()
          .forEach(
              (name, value) ->
                  series.set(
                      series.stepAt(Times.toInstant(reading.getTime())),
                      measured.network().indexOf(reading.getSite()).orElseThrow(),
                      measured.channelIndex(name).orElseThrow(),
                      value.floatValue()));
    }
    return series.hash();
  }
}
