package dev.fairway.network.waterway;

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
import org.locationtech.jts.geom.Envelope;

class WaterwayChartTest {

  private static final Envelope BOX = new Envelope(-91, -89, 29, 30.4);
  private static final String MARK = "\uFEFF";

  @TempDir Path directory;

  @Test
  void linksInTheBoxGoBothWaysAndTheShortestOfTwoCounts() throws IOException {
    Path nodes =
        write("nodes.csv", "X,Y,NODENUM", "-90,29.5,7", "-90,29.6,8", "-90,29.7,9", "0,0,10");
    Path links =
        write(
            "links.csv",
            "LENGTH,ANODE,BNODE,RIVERNAME",
            "8,7,8,BAYOU BLACK",
            "7,8,7,BAYOU BLACK",
            "5,8,9,GRAND PASS",
            "5,9,9,LOOP",
            "5,9,10,FAR AWAY",
            "5,,,NOWHERE");
    TrafficNetwork network = WaterwayLinksReader.read("w", links, nodes, BOX).orElseThrow();
    assertThat(network.sites()).extracting(Site::id).containsExactly("7", "8", "9");
    assertThat(network.sites())
        .extracting(Site::name)
        .containsExactly("Bayou Black", "Bayou Black", "Grand Pass");
    assertThat(network.links()).hasSize(4);
    Link shortest = network.links().get(0);
    assertThat(shortest.metres()).isCloseTo(7 * 1609.344, within(1e-6));
    assertThat(WaterwayLinksReader.read("w", links, nodes, new Envelope(5, 6, 5, 6))).isEmpty();
  }

  @Test
  void aLinkWithoutLengthIsAsLongAsTheGeodesicAndOneWithoutJunctionsIsNone() throws IOException {
    Path nodes = write("nodes.csv", "X,Y,NODENUM", "-90,29.5,7", "-90,29.6,8", "-90,29.7,9");
    Path links =
        write("links.csv", "LENGTH,ANODE,BNODE,RIVERNAME", ",7,8,BAYOU", "0,8,9,BAYOU", ",,,");
    TrafficNetwork network = WaterwayLinksReader.read("w", links, nodes, BOX).orElseThrow();
    assertThat(network.links()).hasSize(4);
    // A tenth of a degree of latitude, there.
    assertThat(network.links())
        .allSatisfy(link -> assertThat(link.metres()).isCloseTo(11_086, within(10.0)));
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    Path nodes = write("nodes.csv", "X,Y,NODENUM", "-90,north,7");
    assertThatThrownBy(() -> WaterwayLinksReader.read("w", nodes, nodes, BOX))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("nodes.csv", "line 2", "Y", "north");
  }

  @Test
  void theLowerMississippi() throws IOException {
    Path data = SharedData.folder("waterways-us");
    WaterwayChart chart = WaterwayChart.read(data, BOX);
    // Canal Street in New Orleans is mile 95 above Head of Passes.
    assertThat(chart.nameAt(29.949, -90.061)).contains("Mississippi River mile 95");
  }

  /** Line 6332 of the file, among others, has neither length nor junctions. */
  @Test
  void allWaterwaysOfTheUnitedStates() throws IOException {
    Path data = SharedData.folder("waterways-us");
    TrafficNetwork network =
        WaterwayLinksReader.read(
                "us",
                data.resolve("Waterway_Network.csv"),
                data.resolve("Navigable_Waterway_Network_Nodes.csv"),
                new Envelope(-180, 180, -90, 90))
            .orElseThrow();
    // Each way; of 6,859 rows 6 are empty, and 99.8 % have both junctions in the other file.
    assertThat(network.links().size()).isBetween(2 * 6_700, 2 * 6_859);
    assertThat(network.links()).allMatch(link -> link.metres() > 0);
  }

  private Path write(String name, String... lines) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, MARK + String.join("\n", lines));
    return file;
  }
}
