package dev.fairway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkBuildersTest {

  private static final List<String> IDS = List.of("a", "b", "c");

  @TempDir Path folder;

  @Test
  void aDistanceListGivesTheLinksOfTheWantedSites() throws Exception {
    Path file =
        write("d.csv", "from,to,cost\na,b,100\nb,a,90.5\na,a,0\na,x,5\nb,c,70\nb,c,60\nc,a,0\n");
    assertThat(DistanceListReader.read(file, true, IDS, false))
        .containsExactlyInAnyOrder(
            new Link("a", "b", 100),
            new Link("b", "a", 90.5),
            new Link("b", "c", 60),
            new Link("c", "a", DistanceListReader.NO_DISTANCE));
    assertThat(DistanceListReader.read(file, true, IDS, true))
        .hasSize(6)
        .contains(new Link("b", "a", 90.5), new Link("c", "b", 60));
    assertThatThrownBy(() -> DistanceListReader.read(file, false, List.of("from"), false))
        .hasMessageContaining("line 1")
        .hasMessageContaining("'cost'");
    assertThatThrownBy(() -> DistanceListReader.read(write("n.csv", "a,b,-1\n"), false, IDS, false))
        .hasMessageContaining("-1.0");
  }

  @Test
  void orderFilesMayBeApartByCommasOrLines() throws Exception {
    assertThat(DistanceListReader.readOrder(write("o.txt", "7,3,\n5\n")))
        .containsExactly("7", "3", "5");
    assertThatThrownBy(() -> DistanceListReader.readOrder(write("e.txt", "\n")))
        .hasMessageContaining("e.txt");
  }

  @Test
  void aMatrixOfDistancesLinksEveryPairUpToTheMaximum() throws Exception {
    double[][] metres = DenseMatrixReader.read(write("m.csv", "0,10,500\n20,0,0\n500,30,0\n"));
    assertThat(DenseMatrixReader.fromDistances(metres, IDS, OptionalDouble.empty()))
        .hasSize(6)
        .contains(new Link("a", "b", 10), new Link("b", "a", 20), new Link("b", "c", 1));
    assertThat(DenseMatrixReader.fromDistances(metres, IDS, OptionalDouble.of(100))).hasSize(4);
    assertThatThrownBy(
            () -> DenseMatrixReader.fromDistances(metres, List.of("a"), OptionalDouble.empty()))
        .hasMessageContaining("3 rows for 1 sites");
  }

  @Test
  void weightsAreTurnedBackIntoTheDistancesTheyWereMadeOf() {
    double sigma = 1234;
    double[] distances = {50, 700, 3000};
    double[][] weights = new double[3][3];
    weights[0][1] = Math.exp(-Math.pow(distances[0] / sigma, 2));
    weights[1][2] = Math.exp(-Math.pow(distances[1] / sigma, 2));
    weights[2][0] = Math.exp(-Math.pow(distances[2] / sigma, 2));
    List<Link> links = DenseMatrixReader.fromWeights(weights, IDS, sigma, OptionalDouble.empty());
    assertThat(links).hasSize(3);
    for (Link link : links) {
      double expected = distances[IDS.indexOf(link.from())];
      assertThat(link.metres()).isCloseTo(expected, within(1e-6));
    }
    weights[0][2] = 1.5;
    assertThatThrownBy(
            () -> DenseMatrixReader.fromWeights(weights, IDS, sigma, OptionalDouble.empty()))
        .hasMessageContaining("1.5");
  }

  @Test
  void matricesThatAreNoneAreRefused() {
    assertThatThrownBy(() -> DenseMatrixReader.read(write("r.csv", "0,1\n1,0\n2,2\n")))
        .hasMessageContaining("not square");
    assertThatThrownBy(() -> DenseMatrixReader.read(write("g.csv", "0,1\n1\n")))
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> DenseMatrixReader.read(write("w.csv", "0,NaN\n1,0\n")))
        .hasMessageContaining("'NaN'");
    assertThatThrownBy(() -> DenseMatrixReader.read(write("l.csv", "0,-2\n1,0\n")))
        .hasMessageContaining("-2.0");
    assertThatThrownBy(() -> DenseMatrixReader.read(write("z.csv", "")))
        .hasMessageContaining("0 rows");
  }

  @Test
  void segmentsAreLinkedWhereOneEndsAndTheOtherStarts() {
    RoadSegment there = segment("there", 100, "p", "q");
    RoadSegment back = segment("back", 100, "q", "p");
    RoadSegment on = segment("on", 300, "q", "r");
    RoadSegment loop = segment("loop", 50, "s", "s");
    TrafficNetwork network = EndpointNetworkBuilder.build("roads", List.of(there, back, on, loop));
    assertThat(network.links())
        .containsExactlyInAnyOrder(
            new Link("there", "back", 100),
            new Link("back", "there", 100),
            new Link("there", "on", 200));
    Site site = network.sites().get(2);
    assertThat(site.latitude()).isEqualTo(56.5);
    assertThat(site.shape()).containsExactly(10.0, 56.0, 11.0, 57.0);
    assertThat(site.name()).isEqualTo("q street – r street");
  }

  @Test
  void nearestNeighboursAreLinkedBothWays() {
    // On the equator a degree of longitude is pi / 180 * 6378137 m.
    double degree = Math.PI / 180 * 6_378_137;
    List<Site> line =
        List.of(
            new Site("a", "a", 0, 0),
            new Site("b", "b", 0, 1),
            new Site("c", "c", 0, 3),
            new Site("d", "d", 0, 7));
    List<Link> links = NearestNeighbourLinks.between(line, 1);
    assertThat(links)
        .extracting(link -> link.from() + link.to())
        .containsExactlyInAnyOrder("ab", "ba", "bc", "cb", "cd", "dc");
    assertThat(links)
        .filteredOn(link -> link.from().equals("d"))
        .allSatisfy(link -> assertThat(link.metres()).isCloseTo(4 * degree, within(1e-3)));
    assertThat(NearestNeighbourLinks.between(line, 10)).hasSize(12);
    assertThatThrownBy(
            () ->
                NearestNeighbourLinks.between(
                    List.of(new Site("x", "x", Double.NaN, Double.NaN)), 1))
        .hasMessageContaining("x has no position");
  }

  private static RoadSegment segment(String id, double metres, String from, String to) {
    return new RoadSegment(
        id,
        metres,
        new RoadSegment.End(from, from + " street", 56, 10),
        new RoadSegment.End(to, to + " street", 57, 11));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
