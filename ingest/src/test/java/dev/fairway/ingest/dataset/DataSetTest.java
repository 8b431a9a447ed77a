package dev.fairway.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.contract.Topic;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {

  private static final String ROWS = "MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselType\n";

  @TempDir Path folder;
  @TempDir Path work;

  @BeforeEach
  void threeVesselsGoThereAndBack() throws IOException {
    Files.writeString(
        folder.resolve("fairway.yaml"),
        """
        id: river
        name: A river
        kind: waterway
        source: { format: marinecadastre-csv, files: ["day*.csv"] }
        time: { interval: 5 min, stamps: UTC, calendar: UTC, lateness: 1 min }
        channels:
          - { name: flow, unit: vessels/h, minimum: 0, maximum: 5000, forecast: true,
              aggregation: rate }
        network: { from: vessel-tracks, cellDegrees: 0.01, minimumPositions: 5, maximumCells: 10,
                   waterways: [chart.csv] }
        """);
    for (int day = 1; day <= 2; day++) {
      StringBuilder rows = new StringBuilder(ROWS);
      for (int minute = 0; minute < 60; minute++) {
        for (int vessel = 0; vessel < 5; vessel++) {
          rows.append(
              "36700000%d,2020-01-%02dT00:%02d:00,29.5,%.4f,10,90,90,70%n"
                  .formatted(vessel, day, minute, -90.5 + 0.002 * (minute % 20)));
        }
      }
      Files.writeString(folder.resolve("day" + day + ".csv"), rows);
    }
  }

  @Test
  void aFolderOfPositionsGivesItsNetworkAndAllItsFilesInTurn() throws Exception {
    DataSet set = DataSet.open(folder, Optional.empty(), work);
    assertThat(set.stream()).isEqualTo(Topic.POSITIONS);
    assertThat(set.firstTime()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(set.measured().network().id()).isEqualTo("river");
    assertThat(set.measured().network().size()).isBetween(3, 5);
    assertThat(set.measured().network().links()).isNotEmpty();
    Set<String> sources = new HashSet<>();
    int positions = 0;
    try (Source source = set.source()) {
      for (var event = source.next(); event.isPresent(); event = source.next()) {
        Position position = ((SourceEvent.Sighted) event.get()).position();
        assertThat(position.getNetwork()).isEqualTo("river");
        sources.add(position.getSource());
        positions++;
      }
      assertThat(source.next()).isEmpty();
    }
    assertThat(positions).isEqualTo(2 * 60 * 5);
    assertThat(sources).containsExactlyInAnyOrder("day1.csv", "day2.csv");
  }

  @Test
  void theNetworkIsMadeOnceAndAgainWhenItsFileIsDamaged() throws Exception {
    DataSet first = DataSet.open(folder, Optional.empty(), work);
    Path kept;
    try (var files = Files.list(work.resolve("networks"))) {
      kept = files.reduce((a, b) -> null).orElseThrow();
    }
    String json = Files.readString(kept);
    Files.setLastModifiedTime(kept, java.nio.file.attribute.FileTime.fromMillis(0));
    DataSet second = DataSet.open(folder, Optional.empty(), work);
    assertThat(Files.getLastModifiedTime(kept).toMillis()).isZero();
    assertThat(second.measured().network().hash()).isEqualTo(first.measured().network().hash());
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());

    Files.writeString(kept, json.substring(0, json.length() / 2));
    DataSet third = DataSet.open(folder, Optional.empty(), work);
    assertThat(third.measured().network().hash()).isEqualTo(first.measured().network().hash());
    assertThat(Files.readString(kept)).isEqualTo(json);
  }

  @Test
  void otherSettingsOrAChartMakeAnotherNetwork() throws Exception {
    DataSet before = DataSet.open(folder, Optional.empty(), work);
    Path sheet = folder.resolve("fairway.yaml");
    Files.writeString(
        sheet, Files.readString(sheet).replace("cellDegrees: 0.01", "cellDegrees: 0.02"));
    DataSet coarser = DataSet.open(folder, Optional.empty(), work);
    assertThat(coarser.measured().network().size()).isLessThan(before.measured().network().size());
    Files.writeString(folder.resolve("chart.csv"), "no chart\n");
    DataSet charted = DataSet.open(folder, Optional.empty(), work);
    assertThat(charted.measured().network().hash()).isEqualTo(coarser.measured().network().hash());
    try (var files = Files.list(work.resolve("networks"))) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void otherDataAreAnotherFeed() throws Exception {
    String before = DataSet.open(folder, Optional.empty(), work).fingerprint();
    Files.writeString(
        folder.resolve("day3.csv"), ROWS + "367000001,2020-01-03T00:00:00,29.5,-90.5,10,0,0,70\n");
    assertThat(DataSet.open(folder, Optional.empty(), work).fingerprint())
        .startsWith("river/")
        .isNotEqualTo(before);
  }

  @Test
  void factsFromElsewhereSpeakOfTheFolder(@TempDir Path elsewhere) throws Exception {
    Path facts = elsewhere.resolve("mine.yaml");
    Files.move(folder.resolve("fairway.yaml"), facts);
    assertThatThrownBy(() -> DataSet.open(folder, Optional.empty(), work))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(DataSet.open(folder, Optional.of(facts), work).measured().name())
        .isEqualTo("A river");
  }

  @Test
  void tooFewPositionsForANetworkAreSaidSo() throws Exception {
    Files.delete(folder.resolve("day2.csv"));
    Files.writeString(
        folder.resolve("day1.csv"), ROWS + "367000001,2020-01-01T00:00:00,29.5,-90.5,10,0,0,70\n");
    assertThatThrownBy(() -> DataSet.open(folder, Optional.empty(), work))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("no cell");
  }
}
