package dev.fairway.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairway.contract.Topic;
import dev.fairway.network.TrafficNetwork;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real AIS folders open by the sheets that Fairway brings. */
class AisDataSetsTest {

  @TempDir Path work;

  @Test
  void theMississippiHangsTogether() throws Exception {
    DataSet set = DataSet.open(folder("ais-us-2020-01-01"), Optional.empty(), work);
    assertThat(set.stream()).isEqualTo(Topic.POSITIONS);
    assertThat(set.firstTime()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    TrafficNetwork network = set.measured().network();
    assertThat(network.size()).isEqualTo(180);
    assertThat(largestPart(network)).isGreaterThan(0.85);
    assertThat(network.links().size()).isBetween(300, 500);
    assertThat(network.sites()).anyMatch(s -> s.name().startsWith("Mississippi River mile "));
  }

  @Test
  void theFjordsAreOnePart() throws Exception {
    DataSet set = DataSet.open(folder("ais-bc-2018"), Optional.empty(), work);
    // Midnight in British Columbia.
    assertThat(set.firstTime())
        .isBetween(Instant.parse("2018-07-01T07:00:00Z"), Instant.parse("2018-07-01T08:00:00Z"));
    TrafficNetwork network = set.measured().network();
    assertThat(network.size()).isBetween(80, 100);
    assertThat(largestPart(network)).isEqualTo(1);
  }

  private static double largestPart(TrafficNetwork network) {
    int largest =
        new ConnectivityInspector<>(network.graph())
            .connectedSets().stream().mapToInt(part -> part.size()).max().orElseThrow();
    return (double) largest / network.size();
  }

  private static Path folder(String name) {
    Path folder = Path.of("..", "..", "shared", "data", name);
    assumeThat(folder).as("the data set beside the checkout").exists();
    return folder;
  }
}
