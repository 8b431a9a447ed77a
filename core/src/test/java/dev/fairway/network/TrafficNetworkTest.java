package dev.fairway.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficNetworkTest {

  private static final Site A = new Site("a", "first", 56, 10);
  private static final Site B = new Site("b", "second", 57, 11);
  private static final Link AB = new Link("a", "b", 100);
  private static final Link BA = new Link("b", "a", 120);

  @Test
  void theHashSpeaksForWhatAModelDependsOn() {
    String hash = network(List.of(A, B), List.of(AB, BA)).hash();
    Site renamed = new Site("a", "another name", 50, 9);
    assertThat(network(List.of(renamed, B), List.of(AB, BA)).hash()).isEqualTo(hash);
    assertThat(network(List.of(A, B), List.of(BA, AB)).hash()).isEqualTo(hash);
    assertThat(network(List.of(B, A), List.of(AB, BA)).hash()).isNotEqualTo(hash);
    assertThat(network(List.of(A, B), List.of(new Link("a", "b", 100.001), BA)).hash())
        .isNotEqualTo(hash);
    assertThat(network(List.of(A, B), List.of(AB)).hash()).isNotEqualTo(hash);
  }

  @Test
  void theGraphCarriesTheDistances() {
    TrafficNetwork network = network(List.of(A, B), List.of(AB, BA));
    assertThat(network.graph().getEdgeWeight(BA)).isEqualTo(120);
    assertThat(network.indexOf("b")).hasValue(1);
    assertThat(network.indexOf("x")).isEmpty();
    assertThatThrownBy(() -> network.graph().removeVertex(A))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> network(List.of(), List.of())).hasMessageContaining("no sites");
    assertThatThrownBy(() -> network(List.of(A, A), List.of())).hasMessageContaining("id a");
    assertThatThrownBy(() -> network(List.of(A), List.of(AB))).hasMessageContaining("site b");
    assertThatThrownBy(() -> network(List.of(A, B), List.of(AB, AB)))
        .hasMessageContaining("two links");
    assertThatThrownBy(() -> new Link("a", "a", 1)).hasMessageContaining("itself");
    assertThatThrownBy(() -> new Link("a", "b", 0)).hasMessageContaining("0.0 m");
    assertThatThrownBy(() -> new Link("a", "b", Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new Site("s", "s", 91, 0)).hasMessageContaining("91.0");
  }

  private static TrafficNetwork network(List<Site> sites, List<Link> links) {
    return new TrafficNetwork("n", NetworkKind.ROAD, sites, links);
  }
}
