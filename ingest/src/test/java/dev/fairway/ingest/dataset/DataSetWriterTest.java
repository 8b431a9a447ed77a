package dev.fairway.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.Aggregation;
import dev.fairway.series.Channel;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import dev.fairway.series.format.DataFolder;
import dev.fairway.series.format.SeriesReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is what is read, and what was made is never taken for what was measured. */
class DataSetWriterTest {

  private static final Instant START = Instant.parse("2024-03-04T00:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final int STEPS = 12;

  @TempDir Path home;

  /** Ids with a comma and a blank, outlines, a long channel and a far maximum. */
  private static final MeasuredNetwork MEASURED =
      new MeasuredNetwork(
          new TrafficNetwork(
              "town",
              NetworkKind.ROAD,
              List.of(
                  new Site("a,1", "Main: street", 56.1, 10.2, List.of(10.2, 56.1, 10.3, 56.2)),
                  new Site("b 2", "b 2", Double.NaN, Double.NaN)),
              List.of(new Link("a,1", "b 2", 0.5), new Link("b 2", "a,1", 733.25))),
          "Town: 2",
          List.of(
              new Channel(Channel.FLOW, "veh/h", 0, 1e7, true, Aggregation.RATE),
              new Channel(Channel.SPEED, "m/s", -1.5, 120 * 0.44704, true, Aggregation.MEAN)),
          INTERVAL,
          ZoneId.of("Europe/Copenhagen"),
          Duration.ofMinutes(10),
          "");

  private static TrafficSeries series(long seed) {
    Random random = new Random(seed);
    TrafficSeries series = new TrafficSeries(MEASURED, START, 40);
    for (int t = 0; t < series.steps(); t++) {
      boolean silent = t > 0 && t < series.steps() - 1 && random.nextInt(4) == 0;
      for (int n = 0; n < series.sites() && !silent; n++) {
        series.set(t, n, 0, random.nextFloat() * 3000);
        if (t == 0 || random.nextInt(3) > 0) {
          series.set(t, n, 1, random.nextFloat() * 40);
        }
      }
    }
    return series;
  }

  private static TrafficWindow window(Instant start, long seed) {
    TrafficWindow made = series(seed).window(1, STEPS);
    return new TrafficWindow(start, INTERVAL, 2, STEPS, 2, made.values(), made.observed());
  }

  private DataSet written(TrafficSeries series, List<TrafficWindow> windows) throws Exception {
    DataSetWriter.write(home.resolve("out"), series, windows);
    return DataSet.open(home.resolve("out"), Optional.empty(), home.resolve("work"));
  }

  @Test
  void everyValueAndMarkComesBack() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      TrafficWindow late = window(START.minus(WEEK), 100 + seed);
      TrafficWindow early = window(START.minus(WEEK.multipliedBy(2)), 200 + seed);
      AggregatedSeries read = written(series(seed), List.of(late, early)).series();
      assertThat(read.series().hash()).as("seed %d", seed).isEqualTo(series(seed).hash());
      assertThat(read.refused() + read.late()).as("seed %d", seed).isZero();
      assertThat(read.synthetic()).hasSize(2);
      assertSame(read.synthetic().get(0), early);
      assertSame(read.synthetic().get(1), late);
    }
  }

  private static void assertSame(TrafficWindow actual, TrafficWindow expected) {
    assertThat(actual.start()).isEqualTo(expected.start());
    assertThat(actual.values()).isEqualTo(expected.values());
    assertThat(actual.observed()).isEqualTo(expected.observed());
  }

  @Test
  void theNetworkComesBackWithAllThatIsKnownOfIt() throws Exception {
    MeasuredNetwork read = written(series(1), List.of()).measured();
    assertThat(read.network().hash()).isEqualTo(MEASURED.network().hash());
    assertThat(read.network().sites()).isEqualTo(MEASURED.network().sites());
    assertThat(read.channels()).isEqualTo(MEASURED.channels());
    assertThat(read.zone()).isEqualTo(MEASURED.zone());
    assertThat(read.lateness()).isEqualTo(MEASURED.lateness());
    assertThat(read.name()).isEqualTo(MEASURED.name());
  }

  @Test
  void aFeedIsToldNothingThatNobodyMeasured() throws Exception {
    DataSet set = written(series(1), List.of(window(START.minus(WEEK), 2)));
    assertThat(set.firstTime()).isEqualTo(START);
    try (Source source = set.source()) {
      for (Optional<SourceEvent> event = source.next(); event.isPresent(); event = source.next()) {
        assertThat(event.get().time().orElseThrow()).isAfterOrEqualTo(START);
      }
    }
  }

  @Test
  void offlineReadingTellsTheSame() throws Exception {
    TrafficSeries series = series(1);
    written(series, List.of(window(START.minus(WEEK), 2)));
    DataFolder data = DataFolder.open(home.resolve("out"));
    assertThat(SeriesReader.read(data, MEASURED.network()).series().hash())
        .isEqualTo(series.hash());
  }

  @Test
  void theMarksArePartOfWhatTellsOneSourceFromAnother() throws Exception {
    String marked = written(series(1), List.of(window(START.minus(WEEK), 2))).fingerprint();
    Path marks = home.resolve("out/synthetic.csv");
    Files.writeString(marks, "from,until\n");
    assertThat(DataSet.open(home.resolve("out"), Optional.empty(), home).fingerprint())
        .isNotEqualTo(marked);
  }

  @Test
  void aWindowAmongWhatWasMeasuredIsRefusedAndNothingWritten() {
    assertThatThrownBy(() -> written(series(1), List.of(window(START, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the series begins at " + START);
    assertThatThrownBy(
            () -> written(series(1), List.of(window(START.minus(Duration.ofHours(1)), 2))))
        .hasMessageContaining("at least an interval away");
    assertThat(home.resolve("out")).doesNotExist();
  }

  @Test
  void aNetworkThatIsNoRecordIsToldWithItsFile() throws Exception {
    written(series(1), List.of());
    Path network = home.resolve("out/network.json");
    Files.writeString(network, Files.readString(network).replace("733.25", "733.5"));
    assertThatThrownBy(() -> DataSet.open(home.resolve("out"), Optional.empty(), home))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("network.json", "hash");
  }
}
