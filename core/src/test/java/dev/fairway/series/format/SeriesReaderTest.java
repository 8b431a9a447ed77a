package dev.fairway.series.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.SharedData;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.ChronologicalSplit;
import dev.fairway.series.TrafficSeries;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jetbrains.bio.npy.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesReaderTest {

  private static final double MPH = 0.44704;
  private static final TrafficNetwork NETWORK =
      new TrafficNetwork(
          "town",
          NetworkKind.ROAD,
          List.of(new Site("a", "a", Double.NaN, Double.NaN), new Site("b", "b", 56, 10)),
          List.of());

  @TempDir Path folder;

  @Test
  void pemsd7Covers44WeekdaysWithItsPublishedMean() throws Exception {
    DataFolder data = DataFolder.open(SharedData.folder("pemsd7-25"));
    SeriesReader.Result result = SeriesReader.read(data, DataSetNetworkReader.read(data));
    TrafficSeries series = result.series();
    assertThat(result.refusals()).isZero();
    assertThat(series.start()).isEqualTo(Instant.parse("2012-05-01T07:00:00Z"));
    // 60 days with their weekends; 12,672 of the steps are measured, wholly.
    assertThat(series.steps()).isEqualTo(60 * 288);
    assertThat(series.observedShare()).isCloseTo(44 / 60.0, within(1e-9));
    double sum = 0;
    long measured = 0;
    for (int t = 0; t < series.steps(); t++) {
      for (int n = 0; n < series.sites(); n++) {
        if (series.isObserved(t, n, 0)) {
          sum += series.value(t, n, 0);
          measured++;
        }
      }
    }
    assertThat(measured).isEqualTo(12_672L * 25);
    assertThat(sum / measured / MPH).isCloseTo(56.8, within(0.05));
    assertThat(series.value(0, 0, 0)).isCloseTo((float) (71.1 * MPH), within(1e-4f));
    ChronologicalSplit split = ChronologicalSplit.byDays(series, 34, 5, 5);
    // The 34th weekday is Friday, 15 June: the 46th day.
    assertThat(split.train().to()).isEqualTo(46 * 288);
    assertThat(split.test().to()).isEqualTo(60 * 288);
  }

  @Test
  void namedColumnsFindTheirSitesAndBadCellsAreRefused() throws Exception {
    Files.writeString(
        folder.resolve("speed.csv"),
        """
        time,b,a
        2014-08-01 00:00:00,20,10
        2014-08-01T00:05:00,,0
        2014-08-01T00:10:00,fast,999
        then,1,2
        2014-08-01T00:20:00,1
        2014-08-01T00:25:00,NaN,50
        """);
    SeriesReader.Result result = SeriesReader.read(data(FactSheetReaderTest.SHEET), NETWORK);
    TrafficSeries series = result.series();
    assertThat(series.steps()).isEqualTo(6);
    assertThat(series.value(0, 0, 0)).isCloseTo((float) (10 * MPH), within(1e-5f));
    assertThat(series.value(0, 1, 0)).isCloseTo((float) (20 * MPH), within(1e-5f));
    assertThat(series.value(5, 0, 0)).isCloseTo((float) (50 * MPH), within(1e-5f));
    assertThat(series.observedShare()).isCloseTo(3 / 12.0, within(1e-9));
    assertThat(result.refusals()).isEqualTo(4);
    assertThat(result.firstRefused())
        .extracting(RefusedCell::line, RefusedCell::reason)
        .containsExactly(
            tuple(4L, RefusedCell.Reason.MALFORMED),
            tuple(4L, RefusedCell.Reason.OUT_OF_RANGE),
            tuple(5L, RefusedCell.Reason.NO_TIME),
            tuple(6L, RefusedCell.Reason.MALFORMED));
    assertThat(result.firstRefused().get(0).detail()).contains("speed", "'fast'");
  }

  @Test
  void aColumnThatIsNoSiteIsAnError() throws Exception {
    Files.writeString(folder.resolve("speed.csv"), "time,a,x\n");
    assertThatThrownBy(() -> SeriesReader.read(data(FactSheetReaderTest.SHEET), NETWORK))
        .hasMessageContaining("speed.csv")
        .hasMessageContaining("'x'");
    Files.writeString(folder.resolve("speed.csv"), "time,a,b\n");
    assertThatThrownBy(() -> SeriesReader.read(data(FactSheetReaderTest.SHEET), NETWORK))
        .hasMessageContaining("no row with a time");
  }

  @Test
  void npzArraysAreTimeBySiteByChannel() throws Exception {
    Path file = folder.resolve("pems.npz");
    double[] values = {
      30,
      0.1,
      50,
      10,
      0.2,
      40, // first step: sites a and b: flow, occupancy, speed
      0,
      0.3,
      60,
      20,
      0.4,
      Double.NaN
    };
    try (NpzFile.Writer writer = NpzFile.write(file, true)) {
      writer.write("data", values, new int[] {2, 2, 3}, ByteOrder.LITTLE_ENDIAN);
    }
    String sheet = sheet("npz", "pems.npz", "  start: 2016-07-01T00:00\n", FLOW_AND_SPEED);
    SeriesReader.Result result = SeriesReader.read(data(sheet), NETWORK);
    TrafficSeries series = result.series();
    assertThat(series.value(0, 0, 0)).isEqualTo(360);
    assertThat(series.value(1, 1, 0)).isEqualTo(240);
    assertThat(series.value(0, 1, 1)).isCloseTo((float) (40 * MPH), within(1e-5f));
    // No flow, no speed; and a flow of 0 is a reading.
    assertThat(series.isObserved(1, 0, 1)).isFalse();
    assertThat(series.isObserved(1, 0, 0)).isTrue();
    // NaN is not listed as missing.
    assertThat(result.firstRefused())
        .singleElement()
        .satisfies(cell -> assertThat(cell.line()).isEqualTo(2));
    assertThatThrownBy(
            () -> SeriesReader.read(data(sheet.replace("npz\n", "npz\n  key: other\n")), NETWORK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no array 'other'");
    assertThatThrownBy(
            () -> SeriesReader.read(data(sheet.replace("source: 2", "source: 3")), NETWORK))
        .hasMessageContaining("channel speed");
    Files.writeString(file, "no archive");
    assertThatThrownBy(() -> SeriesReader.read(data(sheet), NETWORK))
        .isInstanceOf(IOException.class);
  }

  @Test
  void pandasFramesCarryTheirSitesAndTimes() throws Exception {
    Path file = folder.resolve("metr.h5");
    long midnight = Instant.parse("2012-03-01T00:00:00Z").getEpochSecond();
    long[] nanos = {midnight * 1_000_000_000L, (midnight + 600) * 1_000_000_000L};
    try (WritableHdfFile hdf = HdfFile.write(file)) {
      WritableGroup frame = hdf.putGroup("df");
      frame.putDataset("block0_values", new double[][] {{60, 0}, {50, 40}});
      frame.putDataset("axis0", new String[] {"b", "a"});
      frame.putDataset("axis1", nanos);
    }
    String sheet =
        sheet(
                "hdf5",
                "metr.h5",
                "",
                """
              - name: speed
                unit: mph
                minimum: 0
                maximum: 100
                forecast: true
                aggregation: mean
                missing: [0]
            """)
            .replace("stamps: UTC", "stamps: America/Los_Angeles");
    TrafficSeries series = SeriesReader.read(data(sheet), NETWORK).series();
    assertThat(series.start()).isEqualTo(Instant.parse("2012-03-01T08:00:00Z"));
    assertThat(series.steps()).isEqualTo(3);
    assertThat(series.value(0, 1, 0)).isCloseTo((float) (60 * MPH), within(1e-5f));
    assertThat(series.isObserved(0, 0, 0)).isFalse();
    assertThat(series.isAnyObserved(1)).isFalse();
    assertThat(series.value(2, 0, 0)).isCloseTo((float) (40 * MPH), within(1e-5f));
    assertThatThrownBy(
            () -> SeriesReader.read(data(sheet.replace("hdf5\n", "hdf5\n  key: speed\n")), NETWORK))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("metr.h5");
    Files.writeString(file, "no HDF5");
    assertThatThrownBy(() -> SeriesReader.read(data(sheet), NETWORK))
        .isInstanceOf(IOException.class);
  }

  private static final String FLOW_AND_SPEED =
      """
        - name: flow
          source: 0
          unit: veh/5min
          minimum: 0
          maximum: 1000
          forecast: true
          aggregation: rate
        - name: speed
          source: 2
          unit: mph
          minimum: 0
          maximum: 100
          forecast: true
          aggregation: mean
          requires: flow
      """;

  private static String sheet(String format, String file, String start, String channels) {
    return """
        id: town
        name: A town
        kind: road
        source:
          format: %s
          files: [%s]
        time:
          interval: 5 min
          stamps: UTC
          calendar: UTC
        %schannels:
        %snetwork:
          from: matrix
          file: distances.csv
        """
        .formatted(format, file, start, channels);
  }

  private DataFolder data(String sheet) throws FactSheetException {
    return new DataFolder(folder, FactSheetReader.parse("test", sheet));
  }
}
