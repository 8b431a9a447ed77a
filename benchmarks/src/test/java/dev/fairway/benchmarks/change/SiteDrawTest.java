package dev.fairway.benchmarks.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.benchmarks.SmallTask;
import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.series.MeasuredNetwork;
import dev.fairway.series.TrafficSeries;
import dev.fairway.series.TrafficWindow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteDrawTest {

  private static final Task SMALL = SmallTask.withHoles(300);

  @Test
  void aTenthIsDrawnAndTheSeedSaysWhich() {
    MeasuredNetwork town = GridTown.measured(40, 1);
    Task task = new Task("town", GridTown.series(town, 300), Protocol.SHARES);

    SiteDraw draw = SiteDraw.of(task, 0.1, 1);

    assertThat(draw.drawn().sites()).hasSize(town.network().size() / 10);
    assertThat(SiteDraw.of(task, 0.1, 1).drawn().sites()).isEqualTo(draw.drawn().sites());
    assertThat(SiteDraw.of(task, 0.1, 2).drawn().sites()).isNotEqualTo(draw.drawn().sites());
    assertThat(
            IntStream.concat(
                IntStream.of(draw.drawn().sites()), IntStream.of(draw.others().sites())))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, town.network().size()).boxed().toList());
  }

  @Test
  void atLeastOneIsDrawnAndOneIsLeft() {
    assertThat(SiteDraw.of(SMALL, 0.01, 1).drawn().sites()).hasSize(1);
    assertThat(SiteDraw.of(SMALL, 0.99, 1).others().sites()).hasSize(1);
  }

  /** Of a -> b -> c without b neither link is left. */
  @Test
  void aSiteThatIsGoneTakesItsLinksAlong() {
    SitePart ends = new SitePart(new int[] {0, 2}, 3);

    TrafficNetwork network = ends.of(SMALL.series().measured()).network();

    assertThat(network.sites()).extracting("id").containsExactly("a", "c");
    assertThat(network.links()).isEmpty();
  }

  @Test
  void aWindowOfThePartIsThePartOfTheWindow() {
    SitePart ends = new SitePart(new int[] {0, 2}, 3);
    TrafficWindow whole = SMALL.series().window(100, 12);
    TrafficWindow part = ends.of(whole);
    TrafficWindow same = ends.of(SMALL.series()).window(100, 12);

    assertThat(part.values()).isEqualTo(same.values());
    assertThat(part.observed()).isEqualTo(same.observed());
    float[] back = ends.spread(part.values());
    for (int cell = 0; cell < back.length; cell++) {
      Float its = cell % 3 == 1 ? Float.NaN : whole.values()[cell];
      assertThat(back[cell]).isEqualTo(its);
    }
  }

  @Test
  void silenceIsHeardOfTheDrawnSitesOnly() {
    SiteDraw draw = SiteDraw.of(SMALL, 0.1, 1);
    int drawn = draw.drawn().sites()[0];

    TrafficSeries silent = draw.silent(SMALL.series());

    for (int step = 0; step < silent.steps(); step++) {
      for (int site = 0; site < 3; site++) {
        assertThat(silent.isObserved(step, site, 0))
            .isEqualTo(site != drawn && SMALL.series().isObserved(step, site, 0));
      }
    }
    assertThat(draw.silent(SMALL.series().window(50, 12)).observed())
        .isEqualTo(silent.window(50, 12).observed());
  }
}
