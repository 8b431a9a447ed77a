package dev.fairway.ingest.ais;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.contract.Times;
import dev.fairway.contract.v1.DeadLetter.Reason;
import dev.fairway.contract.v1.Position;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.TrafficNetwork;
import dev.fairway.network.waterway.FixVerdict;
import dev.fairway.network.waterway.VesselFix;
import dev.fairway.network.waterway.VesselTrackNetwork;
import dev.fairway.network.waterway.VesselTrackNetworkBuilder;
import dev.fairway.network.waterway.WaterwayChart;
import dev.fairway.network.waterway.WaterwayGridSpec;
import dev.fairway.network.waterway.WaterwayMap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jgrapht.alg.connectivity.ConnectivityInspector;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;

/** A real day on the Lower Mississippi: from the file to the network. */
class LowerMississippiTest {

  private static final Envelope BOX = new Envelope(-91, -89, 29, 30.4);

  @Test
  void aDayOfPositionsIsAccountedForAndMakesANetwork() throws IOException {
    Path file = SharedData.file("ais-us-2020-01-01", "AIS_2020_01_01_lower_mississippi.csv.gz");
    Path charts = SharedData.file("waterways-us");
    VesselTrackNetworkBuilder builder = new VesselTrackNetworkBuilder(WaterwayGridSpec.DEFAULT);
    long silent = 0;
    try (MarineCadastreSource source = new MarineCadastreSource("lower-mississippi", file)) {
      for (Optional<SourceEvent> next = source.next(); next.isPresent(); next = source.next()) {
        if (next.get() instanceof SourceEvent.Sighted sighted) {
          Position p = sighted.position();
          silent += p.hasSpeed() ? 0 : 1;
          builder.add(
              new VesselFix(
                  p.getVessel(),
                  Times.toInstant(p.getTime()),
                  p.getLatitude(),
                  p.getLongitude(),
                  p.hasSpeed() ? OptionalDouble.of(p.getSpeed()) : OptionalDouble.empty()));
        } else if (next.get() instanceof SourceEvent.Refused refused) {
          assertThat(refused.deadLetter().getReason()).isEqualTo(Reason.NOT_A_VESSEL);
        }
      }
      assertThat(source.tally()).isEqualTo(new CsvTally(698_073, 1, 698_072 - 1_376, 1_376, 0));
    }
    assertThat(silent).isEqualTo(35);

    VesselTrackNetwork made = builder.build("lower-mississippi", WaterwayChart.read(charts, BOX));
    TrafficNetwork network = made.network();
    assertThat(network.size()).isEqualTo(180);
    assertThat(made.coverage()).isBetween(0.79, 0.83);
    // The river and the waterways that meet it hang together; ports of the Gulf lie apart.
    assertThat(new ConnectivityInspector<>(network.graph()).connectedSets())
        .anyMatch(part -> part.size() > 0.85 * 180);
    assertThat(made.fixes()).isEqualTo(698_072 - 1_376);
    assertThat(made.verdicts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(made.fixes());
    assertThat(made.verdicts().get(FixVerdict.Kind.DUPLICATE)).isEqualTo(180);
    WaterwayMap map = new WaterwayMap(network);
    assertThat(network.sites())
        .allMatch(s -> map.cellAt(s.latitude(), s.longitude()).orElseThrow().equals(s.id()));
    assertThat(network.sites()).anyMatch(s -> s.name().startsWith("Mississippi River mile "));
  }
}
