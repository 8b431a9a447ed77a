package dev.fairway.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.graph.GaussianKernel;
import dev.fairway.graph.GraphMatrix;
import dev.fairway.graph.Networks;
import dev.fairway.network.Link;
import dev.fairway.tensor.HostTensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class SiteMatchTest {

  /** s0 and s1 were there; s2 lies next to both, s3 behind it, s4 nowhere. */
  @Test
  void aNewSiteTakesTheMeanOfItsNeighbours() {
    GraphMatrix ties =
        new GaussianKernel(1000, 0)
            .ofLinks(
                Networks.network(
                    "new",
                    5,
                    List.of(
                        new Link("s0", "s2", 500),
                        new Link("s2", "s1", 500),
                        new Link("s2", "s3", 500))))
            .symmetric();
    SiteMatch match =
        SiteMatch.of(List.of("gone", "s1", "s0"), List.of("s0", "s1", "s2", "s3", "s4"), ties);
    HostTensor before = new HostTensor(new long[] {2, 3}, new float[] {9, 2, 4, 90, 20, 40});
    HostTensor now = match.carried(before);
    assertThat(now.shape()).containsExactly(2, 5);
    assertThat(now.values()).containsExactly(4, 2, 3, 3, 5, 40, 20, 30, 30, 50);
    assertThat(match.kept()).isEqualTo(2);
  }

  @Test
  void onAStrangeNetworkEverySiteTakesTheMeanOfAll() {
    SiteMatch match = SiteMatch.of(List.of("a", "b"), List.of("c"), GraphMatrix.identity(1));
    assertThat(match.carried(new HostTensor(new long[] {1, 2}, new float[] {2, 4})).values())
        .containsExactly(3);
    assertThat(match.kept()).isZero();
  }
}
