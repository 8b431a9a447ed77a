package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairway.ingest.simulate.SimulatedWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrippingLoaderTest {

  @Test
  void itTripsOnceForEachFile(@TempDir Path home) throws Exception {
    Path file = home.resolve("trip");
    TrippingLoader loader = new TrippingLoader(file.toString());
    var roads = SimulatedWorld.small(1, Instant.EPOCH).roads();
    Path nowhere = home.resolve("nowhere");
    for (int i = 0; i < 2; i++) {
      Files.createFile(file);
      assertThatThrownBy(() -> loader.load(nowhere, roads)).isInstanceOf(AssertionError.class);
      assertThatThrownBy(() -> loader.load(nowhere, roads)).isInstanceOf(Exception.class);
    }
  }
}
