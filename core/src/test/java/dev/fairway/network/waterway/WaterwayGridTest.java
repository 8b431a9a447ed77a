package dev.fairway.network.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaterwayGridTest {

  @Test
  void aCellIsCalledAfterItsSouthWestCorner() {
    WaterwayGrid grid = new WaterwayGrid(0.02);
    assertThat(grid.id(grid.cellAt(29.9245, -89.9788))).isEqualTo("29.92N089.98W");
    assertThat(grid.id(grid.cellAt(-0.001, 0.001))).isEqualTo("00.02S000.00E");
    WaterwayGrid fine = new WaterwayGrid(0.025);
    assertThat(fine.id(fine.cellAt(29.9245, 179.9999))).isEqualTo("29.900N179.975E");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.025, 0.03, 1})
  void aPlaceLiesInTheOutlineOfItsCellEvenOnTheEdge(double size) {
    WaterwayGrid grid = new WaterwayGrid(size);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 5_000; i++) {
      // Thousandths: with the smallest cells every one of them is a corner.
      double latitude = random.nextInt(-90_000, 90_001) / 1000.0;
      double longitude = random.nextInt(-180_000, 180_001) / 1000.0;
      List<Double> ring = grid.outline(grid.cellAt(latitude, longitude));
      assertThat(longitude >= ring.get(0) && longitude < ring.get(2)).isTrue();
      assertThat(latitude >= ring.get(1) && latitude < ring.get(5)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.02, 0.0005, 0.0255, 1.5, Double.NaN})
  void sizesThatNoIdCouldTellAreRefused(double size) {
    assertThatThrownBy(() -> new WaterwayGrid(size)).isInstanceOf(IllegalArgumentException.class);
  }
}
