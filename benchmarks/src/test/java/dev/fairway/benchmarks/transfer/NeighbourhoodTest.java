package dev.fairway.benchmarks.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.network.Site;
import dev.fairway.series.TrafficSeries;
import java.util.List;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;

class NeighbourhoodTest {

  private static final TrafficSeries TOWN = GridTown.series(GridTown.measured(25, 1), 20);

  private static List<String> ids(TrafficSeries series) {
    return series.measured().network().sites().stream().map(Site::id).toList();
  }

  @Test
  void itHangsTogetherAndSaysWhatTheWholeSays() {
    TrafficSeries part = Neighbourhood.of(TOWN, 6, site -> true);
    assertThat(ids(part)).hasSize(6).contains(ids(TOWN).get(0));
    assertThat(new ConnectivityInspector<>(part.measured().network().graph()).isConnected())
        .isTrue();
    for (int site = 0; site < 6; site++) {
      int there = TOWN.measured().network().indexOf(ids(part).get(site)).orElseThrow();
      for (int step = 0; step < 20; step++) {
        assertThat(part.value(step, site, 0)).isEqualTo(TOWN.value(step, there, 0));
      }
    }
    assertThat(Neighbourhood.of(TOWN, 26, site -> true)).isSameAs(TOWN);
    assertThatThrownBy(() -> Neighbourhood.of(TOWN, -1, site -> true))
        .hasMessageStartingWith("-1 sites of ")
        .hasMessageEndingWith("must be 1 or more");
  }

  /** Else its readings would be those that do not arrive. */
  @Test
  void aSourceOfTheSameNetworkHasNoSiteOfTheTarget() {
    TrafficSeries target = Neighbourhood.of(TOWN, 10, site -> true);
    SourceNetwork source = SourceNetwork.of(TOWN, target.measured(), 10, 1);
    assertThat(ids(source.series())).hasSize(10).doesNotContainAnyElementsOf(ids(target));
    assertThat(SourceNetwork.of(TOWN, target.measured(), 99, 1).series().sites()).isEqualTo(15);
    assertThatThrownBy(() -> SourceNetwork.of(TOWN, TOWN.measured(), 10, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("No site of")
        .hasMessageContaining("is left");
  }
}
