package dev.fairway.ingest.simulate.road;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.network.Link;
import dev.fairway.series.MeasuredNetwork;
import org.junit.jupiter.api.Test;

class RoadNetworkFactoryTest {

  @Test
  void simstadHas36DetectorsAndEveryOneHasANeighbour() {
    MeasuredNetwork measured = RoadNetworkFactory.measured(RoadMaps.simstad());
    assertThat(measured.network().size()).isEqualTo(36);
    assertThat(measured.network().sites())
        .allSatisfy(site -> assertThat(measured.network().graph().degreeOf(site)).isPositive());
    assertThat(measured.network().sites()).allMatch(site -> site.isLocated());
  }

  /** Middle of s1 to middle of s2 is half of each; s1 to s3 passes s2 and is no link. */
  @Test
  void linksLeadToTheNextDetectorsOnly() {
    RoadMap map = RoadMaps.small();
    MeasuredNetwork measured = RoadNetworkFactory.measured(map);
    assertThat(measured.network().links())
        .extracting(link -> link.from() + ">" + link.to())
        .containsExactlyInAnyOrder("s1>s2", "s1>off", "s2>s3", "s3>s4", "on>s3");
    Link link = measured.network().links().get(0);
    assertThat(link.metres())
        .isCloseTo((map.road("s1").metres() + map.road("s2").metres()) / 2, within(1e-9));
  }
}
