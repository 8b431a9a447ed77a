package dev.fairway.network.waterway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fairway.network.Link;
import dev.fairway.network.NetworkKind;
import dev.fairway.network.Site;
import dev.fairway.network.TrafficNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VesselTrackNetworkBuilderTest {

  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final WaterwayGridSpec SPEC =
      new WaterwayGridSpec(
          0.02, 120, 5, 3, Duration.ofMinutes(30), WaterwayGridSpec.Bridging.DEFAULT);

  private final VesselTrackNetworkBuilder builder = new VesselTrackNetworkBuilder(SPEC);

  @Test
  void vesselsThatGoUpAndDownAChannelMakeAChainOfCells() {
    sailUpAndDown(10, 60);
    VesselTrackNetwork made = builder.build("channel", WaterwayChart.EMPTY);
    TrafficNetwork network = made.network();
    assertThat(network.size()).isEqualTo(10);
    assertThat(network.links()).hasSize(18);
    for (Link link : network.links()) {
      int from = network.indexOf(link.from()).orElseThrow();
      int to = network.indexOf(link.to()).orElseThrow();
      assertThat(Math.abs(from - to)).isEqualTo(1);
      // 0.02 degrees of latitude.
      assertThat(link.metres()).isCloseTo(2217, within(250.0));
    }
    assertThat(made.coverage()).isEqualTo(1);
    assertThat(network.sites()).allMatch(s -> s.name().equals(s.id()));
    assertThat(new WaterwayMap(network).cellAt(29.01, -89.99)).contains("29.00N090.00W");
  }

  @Test
  void vesselsThatReportSeldomLeapOverNoCell() {
    // Every vessel is seen once in three minutes at 10 m/s; the cells are 2.2 km long.
    sailUpAndDown(10, 240);
    TrafficNetwork network = builder.build("channel", WaterwayChart.EMPTY).network();
    assertThat(network.links())
        .allMatch(
            l ->
                Math.abs(
                        network.indexOf(l.from()).orElseThrow()
                            - network.indexOf(l.to()).orElseThrow())
                    == 1);
  }

  @Test
  void whatLiesStillDoesNotCount() {
    sailUpAndDown(3, 60);
    for (int i = 0; i < 1_000; i++) {
      fix("moored", 60L * i, 29.5, -90, 0.4 * 1852 / 3600);
      builder.add(new VesselFix("silent", START.plusSeconds(i), 29.6, -90, OptionalDouble.empty()));
    }
    VesselTrackNetwork made = builder.build("channel", WaterwayChart.EMPTY);
    assertThat(made.network().size()).isEqualTo(3);
    assertThat(made.verdicts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(made.fixes());
  }

  @Test
  void onlyTheBusiestAreKept() {
    VesselTrackNetworkBuilder small = new VesselTrackNetworkBuilder(SPEC.withMaximumCells(1));
    sailUpAndDown(small, 10, 60);
    for (int i = 0; i < 500; i++) {
      small.add(
          new VesselFix(
              "ferry", START.plusSeconds(10L * i), 29.05 + i * 1e-6, -89.99, OptionalDouble.of(1)));
    }
    VesselTrackNetwork made = small.build("channel", WaterwayChart.EMPTY);
    assertThat(made.network().sites()).extracting(Site::id).containsExactly("29.04N090.00W");
    assertThat(made.movingOnCells()).isBetween(500L, made.moving() - 1);
  }

  @Test
  void aSilenceOfMoreThanHalfAnHourIsABridgeAndOfMoreThanAnHourNone() {
    for (int v = 0; v < 10; v++) {
      fix("u" + v, 0, 29.01, -89.99, 5);
      fix("u" + v, 3_601, 29.03, -89.99, 5);
      fix("v" + v, 0, 29.11, -89.99, 5);
      fix("v" + v, 3_600, 29.13, -89.99, 5);
      fix("w" + v, 0, 29.21, -89.99, 5);
      fix("w" + v, 1_800, 29.23, -89.99, 5);
    }
    VesselTrackNetwork made = builder.build("channel", WaterwayChart.EMPTY);
    assertThat(made.observedLinks()).isEqualTo(1);
    assertThat(made.bridgingLinks()).isEqualTo(2);
    // A bridge goes both ways, and a way that vessels took goes theirs.
    assertThat(made.network().links())
        .extracting(Link::from)
        .containsExactlyInAnyOrder("29.10N090.00W", "29.12N090.00W", "29.20N090.00W");
  }

  @Test
  void bridgesJoinPartsOnlyAndTheBestSupportedFirst() {
    // Two stretches of channel, of three cells each; 29.06 and 29.08 are not kept.
    for (int v = 0; v < 5; v++) {
      for (int i = 0; i < 3; i++) {
        fix("s" + v, 300L * i, 29.01 + 0.02 * i, -89.99, 8);
        fix("n" + v, 300L * i, 29.11 + 0.02 * i, -89.99, 8);
      }
    }
    fix("lone", 0, 29.03, -89.99, 8);
    fix("lone", 900, 29.11, -89.99, 8);
    assertThat(builder.build("channel", WaterwayChart.EMPTY).bridgingLinks()).isZero();
    for (String tow : List.of("t1", "t2")) {
      fix(tow, 0, 29.01, -89.99, 8);
      fix(tow, 2_400, 29.11, -89.99, 8);
    }
    fix("back", 0, 29.11, -89.99, 8);
    fix("back", 900, 29.03, -89.99, 8);
    // Two pairs of cells have two passages each now: the shorter one joins, and then all is one.
    VesselTrackNetwork made = builder.build("channel", WaterwayChart.EMPTY);
    assertThat(made.observedLinks()).isEqualTo(4);
    assertThat(made.network().links())
        .filteredOn(link -> link.metres() > 5_000)
        .extracting(Link::from, Link::to)
        .containsExactlyInAnyOrder(
            tuple("29.02N090.00W", "29.10N090.00W"), tuple("29.10N090.00W", "29.02N090.00W"));
    // A third tow, and the longer one has more support.
    fix("t3", 0, 29.01, -89.99, 8);
    fix("t3", 2_400, 29.11, -89.99, 8);
    assertThat(builder.build("channel", WaterwayChart.EMPTY).network().links())
        .filteredOn(link -> link.metres() > 5_000)
        .extracting(Link::from, Link::to)
        .containsExactlyInAnyOrder(
            tuple("29.00N090.00W", "29.10N090.00W"), tuple("29.10N090.00W", "29.00N090.00W"));
    // Too far apart.
    for (String tow : List.of("t1", "t2")) {
      for (int v = 0; v < 3; v++) {
        fix(tow, 2_500 + v, 29.41, -89.99, 30);
      }
    }
    assertThat(builder.build("channel", WaterwayChart.EMPTY).bridgingLinks()).isEqualTo(2);
  }

  @Test
  void theSameFixesMakeTheSameNetwork() {
    sailUpAndDown(10, 60);
    VesselTrackNetworkBuilder again = new VesselTrackNetworkBuilder(SPEC);
    TrafficNetwork first = builder.build("channel", WaterwayChart.EMPTY).network();
    sailUpAndDown(again, 10, 60);
    TrafficNetwork second = again.build("channel", WaterwayChart.EMPTY).network();
    assertThat(second.hash()).isEqualTo(first.hash());
    assertThat(second.links()).isEqualTo(first.links());
  }

  @Test
  void theChartNamesSitesAndJoinsWhatNobodyWasSeenToJoin() {
    for (int v = 0; v < 10; v++) {
      fix("a" + v, 0, 29.01, -89.99, 5);
      fix("b" + v, 0, 29.11, -89.99, 5);
    }
    Site south = new Site("1", "Long Bayou", 29.011, -89.991);
    Site north = new Site("2", "Long Bayou", 29.111, -89.991);
    WaterwayChart chart =
        new WaterwayChart(
            List.of(new RiverMile("Mississippi River", 95, 29.012, -89.99)),
            Optional.of(
                new TrafficNetwork(
                    "chart",
                    NetworkKind.WATERWAY,
                    List.of(south, north),
                    List.of(new Link("1", "2", 12_000)))));
    VesselTrackNetwork made = builder.build("channel", chart);
    assertThat(made.network().sites())
        .extracting(Site::name)
        .containsExactly("Mississippi River mile 95", "Long Bayou");
    assertThat(made.observedLinks()).isZero();
    assertThat(made.chartedLinks()).isEqualTo(2);
    assertThat(made.network().links())
        .allSatisfy(l -> assertThat(l.metres()).isCloseTo(11_086, within(20.0)));
  }

  @Test
  void noTrafficIsNoNetwork() {
    assertThatThrownBy(() -> builder.build("channel", WaterwayChart.EMPTY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("channel");
  }

  private void sailUpAndDown(int cells, int seconds) {
    sailUpAndDown(builder, cells, seconds);
  }

  /** Twenty vessels at 10 m/s from end to end of a channel along a meridian, and back. */
  private static void sailUpAndDown(VesselTrackNetworkBuilder builder, int cells, int seconds) {
    double step = 10.0 * seconds / 110_860;
    for (int v = 0; v < 20; v++) {
      double north = 29 + cells * 0.02;
      double direction = 1;
      double latitude = 29.0001 + v * step / 20;
      for (int i = 0; latitude > 29; i++) {
        builder.add(
            new VesselFix(
                "v" + v,
                START.plusSeconds((long) i * seconds),
                latitude,
                -89.99,
                OptionalDouble.of(10)));
        if (latitude + step >= north) {
          direction = -1;
        }
        latitude += direction * step;
      }
    }
  }

  private void fix(String vessel, long second, double latitude, double longitude, double speed) {
    builder.add(
        new VesselFix(
            vessel, START.plusSeconds(second), latitude, longitude, OptionalDouble.of(speed)));
  }
}
