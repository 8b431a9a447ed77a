package dev.fairway.ingest.simulate.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.network.TrafficNetwork;
import dev.fairway.network.waterway.WaterwayMap;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.junit.jupiter.api.Test;

class FairwayTest {

  /** The map that the stream looks places up in agrees with the simulator about who is where. */
  @Test
  void aPlaceLiesInItsCell() {
    for (Fairway fairway : List.of(Fairway.simstad(), Fairway.small())) {
      TrafficNetwork network = fairway.measured().network();
      WaterwayMap map = new WaterwayMap(network);
      for (double metres = 1; metres < fairway.length(); metres += 37) {
        Fairway.Place middle = fairway.place(metres, 0);
        int cell = fairway.cellAt(metres).orElseThrow();
        assertThat(map.cellAt(middle.latitude(), middle.longitude()))
            .as("%s at %f m", fairway.id(), metres)
            .contains(fairway.siteId(cell));
        for (double aside : new double[] {-170, 170}) {
          Fairway.Place place = fairway.place(metres, aside);
          assertThat(map.cellAt(place.latitude(), place.longitude()))
              .as("%s at %f m, %f m aside", fairway.id(), metres, aside)
              .isPresent();
        }
      }
    }
  }

  @Test
  void metresOnTheFairwayAreMetresOnTheEarth() {
    Fairway fairway = Fairway.simstad();
    for (int cell = 0; cell < fairway.cells(); cell++) {
      double start = fairway.startOf(cell) + 100;
      Fairway.Place a = fairway.place(start, 50);
      Fairway.Place b = fairway.place(start + 1000, 50);
      GeodesicData line =
          Geodesic.WGS84.Inverse(a.latitude(), a.longitude(), b.latitude(), b.longitude());
      assertThat(line.s12).isCloseTo(1000, within(6.0));
      assertThat(Math.cos(Math.toRadians(line.azi1 - a.course()))).isGreaterThan(0.9999);
    }
  }

  @Test
  void everyReachIsLinkedToItsNeighboursBothWays() {
    TrafficNetwork network = Fairway.simstad().measured().network();
    assertThat(network.size()).isEqualTo(14);
    assertThat(network.links()).hasSize(26);
  }
}
