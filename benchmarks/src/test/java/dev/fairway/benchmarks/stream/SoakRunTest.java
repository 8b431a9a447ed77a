package dev.fairway.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoakRunTest {

  /** The run itself throws unless each reading and each forecast is there once. */
  @Test
  void allThatWasFedComesOutOnceAndMemoryIsWrittenDown(@TempDir Path directory) throws Exception {
    Path results = directory.resolve("soak.jsonl");
    List<String> news = new ArrayList<>();
    new SoakRun(
            new SoakRun.Plan(
                6, true, Duration.ofSeconds(8), Duration.ofSeconds(2), Duration.ofSeconds(1), 2),
            directory.resolve("work"),
            results,
            new Origin("2026-01-01T00:00:00Z", "soak", "test", 2, 0),
            Clock.systemUTC(),
            news::add)
        .measure();
    JsonNode record = new ObjectMapper().readTree(Files.readString(results));
    long readings = record.path("readings").asLong();
    assertThat(readings % 60).isZero();
    assertThat(record.path("forecasts").asLong()).isEqualTo(readings / 10 - 11 * 6);
    assertThat(record.path("memory")).isNotEmpty();
    assertThat(record.path("memory").get(0).path("anonymous").asLong())
        .isGreaterThan(record.path("memory").get(0).path("heap").asLong());
    assertThat(directory.resolve("work")).isEmptyDirectory();
  }
}
