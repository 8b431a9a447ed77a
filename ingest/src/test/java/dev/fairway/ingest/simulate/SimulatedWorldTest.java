package dev.fairway.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ingest.Source;
import dev.fairway.ingest.SourceEvent;
import dev.fairway.network.NetworkKind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedWorldTest {

  private static final Instant START = Instant.parse("2026-03-03T06:00:00Z");

  @Test
  void theSmallWorldIsSmallAndSpeaks() throws IOException {
    SimulatedWorld world = SimulatedWorld.small(1, START);
    assertThat(world.roads().network().size()).isEqualTo(6);
    assertThat(world.waterway().network().size()).isEqualTo(4);
    assertThat(world.roads().network().kind()).isEqualTo(NetworkKind.ROAD);
    assertThat(world.waterway().network().kind()).isEqualTo(NetworkKind.WATERWAY);
    Instant end = START.plus(Duration.ofHours(1));
    assertThat(count(world.roadSource(end))).isBetween(60L, 80L);
    assertThat(count(world.waterwaySource(end))).isBetween(50L, 2000L);
  }

  @Test
  void aSourceWithoutEndGoesOn() throws IOException {
    try (Source source = SimulatedWorld.of(1, START).roadSource(Instant.MAX)) {
      Optional<SourceEvent> event = Optional.empty();
      for (int i = 0; i < 36 * 12 * 5; i++) {
        event = source.next();
      }
      assertThat(event.orElseThrow().time().orElseThrow()).isAfter(START.plusSeconds(4 * 3600));
    }
  }

  @Test
  void itStartsWithAnInterval() {
    assertThatThrownBy(() -> SimulatedWorld.of(1, START.plusSeconds(7)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("06:00:07");
  }

  private static long count(Source source) throws IOException {
    try (source) {
      long count = 0;
      while (source.next().isPresent()) {
        count++;
      }
      return count;
    }
  }
}
