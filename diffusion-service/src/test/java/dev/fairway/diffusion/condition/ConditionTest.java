package dev.fairway.diffusion.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConditionTest {

  private static final float[] NOON = {0, -1, 0.4f, 0.9f};

  @Test
  void theConditionIsDroppedAsOftenAsAsked() {
    Condition told = new Condition(NOON, List.of(new Event(0, 1)));
    Random random = new Random(4);
    int dropped = 0;
    for (int i = 0; i < 4000; i++) {
      Condition seen = told.orNone(0.1, random);
      if (!seen.equals(told)) {
        dropped++;
        assertThat(seen.moment()).containsOnly(0);
        assertThat(seen.events()).isEmpty();
      }
    }
    // Four standard deviations of a binomial count.
    assertThat(dropped).isBetween(324, 476);
    assertThat(told.orNone(0, random)).isSameAs(told);
    assertThat(told.orNone(1, random)).isNotSameAs(told);
  }

  @Test
  void eventsBecomeMarksAndValuesAtTheirKinds() {
    try (NDManager root = TensorEngine.newRoot()) {
      EventTokens tokens =
          EventTokens.of(
              root,
              List.of(List.of(new Event(1, 0.5f)), List.of(new Event(0, 2), new Event(1, 3))),
              2);
      assertThat(tokens.features().getShape().getShape()).containsExactly(2, 2, 4);
      assertThat(tokens.features().toFloatArray())
          .containsExactly(0, 1, 0, 0.5f, 0, 0, 0, 0, 1, 0, 2, 0, 0, 1, 0, 3);
      assertThat(tokens.present().toFloatArray()).containsExactly(1, 0, 1, 1);
      assertThatThrownBy(() -> EventTokens.of(root, List.of(List.of(new Event(2, 1))), 2))
          .hasMessageContaining("none of 2 kinds");
      assertThatThrownBy(() -> EventTokens.of(root, List.of(List.of()), 2))
          .hasMessageContaining("No window");
    }
  }

  @Test
  void theLinksTellASitesClass() {
    TrafficNetwork network =
        new TrafficNetwork(
            "n",
            NetworkKind.ROAD,
            Stream.of("in", "fork", "left", "right", "merge", "cross", "out", "apart")
                .map(id -> new Site(id, id, Double.NaN, Double.NaN))
                .toList(),
            Stream.of(
                    "in fork",
                    "fork left",
                    "fork right",
                    "left merge",
                    "right merge",
                    "merge cross",
                    "cross out",
                    "cross left",
                    "right cross")
                .map(pair -> pair.split(" ", -1))
                .map(ends -> new Link(ends[0], ends[1], 100))
                .toList());
    assertThat(network.sites().stream().map(site -> SiteClass.of(network, site)))
        .containsExactly(
            SiteClass.ENTRY,
            SiteClass.FORK,
            SiteClass.MERGE,
            SiteClass.FORK,
            SiteClass.MERGE,
            SiteClass.JUNCTION,
            SiteClass.EXIT,
            SiteClass.APART);
    float[] marks = SiteClass.marks(network);
    int classes = SiteClass.values().length;
    for (int n = 0; n < network.size(); n++) {
      float[] row = Arrays.copyOfRange(marks, n * classes, (n + 1) * classes);
      assertThat(
              row[
                  Arrays.asList(SiteClass.values())
                      .indexOf(SiteClass.of(network, network.sites().get(n)))])
          .isEqualTo(1);
      assertThat(row).containsOnlyOnce(1);
    }
  }
}
