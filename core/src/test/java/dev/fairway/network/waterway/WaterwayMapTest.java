package dev.fairway.network.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WaterwayMapTest {

  @Test
  void everyPlaceOfAGridLiesInExactlyTheCellThatItsCoordinatesSay() {
    List<Site> sites = new ArrayList<>();
    for (int row = 0; row < 10; row++) {
      for (int column = 0; column < 12; column++) {
        sites.add(square(row + "/" + column, column, row));
      }
    }
    WaterwayMap map = map(sites);
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 10_000; i++) {
      // Quarters, so that edges and corners come often.
      double longitude = random.nextInt(-4, 52) / 4.0;
      double latitude = random.nextInt(-4, 44) / 4.0;
      boolean inside = longitude >= 0 && longitude < 12 && latitude >= 0 && latitude < 10;
      if (inside) {
        assertThat(map.cellAt(latitude, longitude))
            .contains((int) latitude + "/" + (int) longitude);
      } else {
        assertThat(map.cellAt(latitude, longitude)).isEmpty();
      }
    }
  }

  @Test
  void otherOutlinesMayOverlapAndTheFirstInNodeOrderHasIt() {
    Site triangle = new Site("triangle", "triangle", 1, 1, List.of(0.0, 0.0, 4.0, 0.0, 0.0, 4.0));
    WaterwayMap map = map(List.of(triangle, square("square", 0, 0), square("far", 3, 3)));
    assertThat(map.cellAt(0.5, 0.5)).contains("triangle");
    assertThat(map.cellAt(3.5, 3.5)).contains("far");
    assertThat(map.cellAt(2.9, 2.9)).isEmpty();
    assertThat(map.nodeAt(3.5, 3.5)).hasValue(2);
  }

  @Test
  void aSiteWithoutOutlineIsNamed() {
    assertThatThrownBy(() -> map(List.of(new Site("buoy 7", "buoy 7", 1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("buoy 7");
  }

  private static WaterwayMap map(List<Site> sites) {
    return new WaterwayMap(new TrafficNetwork("n", NetworkKind.WATERWAY, sites, List.of()));
  }

  private static Site square(String id, double west, double south) {
    return new Site(
        id,
        id,
        south + 0.5,
        west + 0.5,
        List.of(west, south, west + 1, south, west + 1, south + 1, west, south + 1, west, south));
  }
}
