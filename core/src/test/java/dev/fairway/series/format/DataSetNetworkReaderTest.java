package dev.fairway.series.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.SharedData;
import dev.fairway.network.Link;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetNetworkReaderTest {

  @TempDir Path folder;

  @Test
  void aarhusHas449SegmentsAnd1654WaysOn() throws Exception {
    TrafficNetwork aarhus =
        DataSetNetworkReader.read(DataFolder.open(SharedData.folder("aarhus-traffic")));
    assertThat(aarhus.id()).isEqualTo("aarhus");
    assertThat(aarhus.size()).isEqualTo(449);
    assertThat(aarhus.links()).hasSize(1654);
    Site first = aarhus.sites().get(0);
    assertThat(first.id()).isEqualTo("158895");
    assertThat(first.name()).isEqualTo("Søftenvej");
    assertThat(first.latitude()).isBetween(56.2085, 56.2150);
  }

  @Test
  void pemsd7HasItsStationsAndDistances() throws Exception {
    TrafficNetwork pems =
        DataSetNetworkReader.read(DataFolder.open(SharedData.folder("pemsd7-25")));
    assertThat(pems.size()).isEqualTo(25);
    assertThat(pems.links()).hasSize(25 * 24).contains(new Link("716939", "759700", 3170));
    assertThat(pems.sites().get(1).latitude()).isEqualTo(34.020961);
  }

  @Test
  void theBayAreasDistanceListFitsItsSensors() throws Exception {
    Path sensors = SharedData.folder("sensor-graph").toAbsolutePath();
    TrafficNetwork bay =
        read(
            "network:\n  from: positions\n  neighbours: 2\n  positions:\n    file: "
                + sensors.resolve("graph_sensor_locations_bay.csv")
                + "\n    id: 0\n    latitude: 1\n    longitude: 2\n");
    assertThat(bay.size()).isEqualTo(325);
    Path order =
        Files.writeString(
            folder.resolve("order.txt"),
            String.join("\n", bay.sites().stream().map(Site::id).toList()));
    TrafficNetwork listed =
        read(
            "network:\n  from: distances\n  file: "
                + sensors.resolve("distances_bay_2017.csv")
                + "\n  order: "
                + order.getFileName()
                + "\n");
    assertThat(listed.links()).hasSize(8358 - 325);
  }

  @Test
  void losAngelesWeightsBecomeDistances() throws Exception {
    Path sensors = SharedData.folder("sensor-graph").toAbsolutePath();
    TrafficNetwork la =
        read(
            "network:\n  from: matrix\n  sigma: 1000\n  file: "
                + sensors.resolve("los_adj.csv")
                + "\n  positions:\n    file: "
                + sensors.resolve("graph_sensor_locations.csv")
                + "\n    header: true\n    id: sensor_id\n    latitude: latitude\n"
                + "    longitude: longitude\n");
    assertThat(la.size()).isEqualTo(207);
    assertThat(la.links()).hasSize(2833 - 207);
    // The first row's first weight: 0.260935932 in column 13.
    assertThat(la.links().get(0).metres())
        .isCloseTo(1000 * Math.sqrt(-Math.log(0.260935932)), within(1e-6));
  }

  @Test
  void distanceListsMayNumberTheirSites() throws Exception {
    Files.writeString(folder.resolve("distance.csv"), "from,to,cost\n0,2,12.5\n");
    String sheet =
        "network:\n  from: distances\n  file: distance.csv\n  header: true\n  sites: 3\n";
    assertThat(read(sheet + "  bothWays: true\n").links())
        .containsExactlyInAnyOrder(new Link("0", "2", 12.5), new Link("2", "0", 12.5));
    assertThat(read(sheet).sites()).extracting(Site::id).containsExactly("0", "1", "2");
    assertThatThrownBy(() -> read(sheet + "  order: ids.txt\n"))
        .hasMessageContaining("network.order");
  }

  @Test
  void whatContradictsItselfIsRefused() throws Exception {
    Files.writeString(folder.resolve("m.csv"), "0,1\n1,0\n");
    Files.writeString(folder.resolve("one.csv"), "a,1,1\n");
    String positions = "\n    id: 0\n    latitude: 1\n    longitude: 2\n";
    assertThatThrownBy(
            () ->
                read(
                    "network:\n  from: matrix\n  file: m.csv\n  positions:\n    file: one.csv"
                        + positions))
        .hasMessageContaining("2 rows")
        .hasMessageContaining("1 sites");
    Files.writeString(folder.resolve("lost.csv"), "a,91,1\n");
    assertThatThrownBy(
            () ->
                read(
                    "network:\n  from: positions\n  neighbours: 1\n  positions:\n"
                        + "    file: lost.csv"
                        + positions))
        .hasMessageContaining("lost.csv, line 1")
        .hasMessageContaining("91.0");
    assertThatThrownBy(
            () ->
                read(
                    """
                    network:
                      from: vessel-tracks
                      cellDegrees: 0.1
                      minimumPositions: 1
                      maximumCells: 9
                    """))
        .hasMessageContaining("vessel tracks");
  }

  private TrafficNetwork read(String network) throws IOException, FactSheetException {
    String sheet = FactSheetReaderTest.SHEET.replaceFirst("(?s)network:.*", "") + network;
    return DataSetNetworkReader.read(new DataFolder(folder, FactSheetReader.parse("test", sheet)));
  }
}
