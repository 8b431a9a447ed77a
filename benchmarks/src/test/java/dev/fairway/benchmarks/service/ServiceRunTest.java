package dev.fairway.benchmarks.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fairway.diffusion.service.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRunTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  @Test
  void answersAreCheckedAndEveryMeasurementIsOnFile() throws Exception {
    List<String> news = new ArrayList<>();
    Path results = directory.resolve("service.jsonl");
    new ServiceRun(
            new ServiceRun.Place("cpu", 1, 0.5, "now"),
            new ServiceRun.Plan(List.of(1, 4), Together.ON_CPU, Duration.ofMillis(300), 1),
            directory.resolve("work"),
            results,
            news::add)
        .measure(List.of(4));

    assertThat(news.get(0))
        .startsWith("4 sites: repeated at most 0.0e+00 of the value apart; in batches of");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(results)) {
      lines.add(JSON.readTree(line));
    }
    assertThat(lines).extracting(line -> line.get("callers").asInt()).containsExactly(1, 1, 4, 4);
    assertThat(lines).allSatisfy(line -> assertThat(line.get("windows").asInt()).isPositive());
    assertThat(lines)
        .filteredOn(line -> !line.get("batching").asBoolean() || line.get("callers").asInt() == 1)
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.get("meanBatch").asDouble()).isEqualTo(1));
    assertThat(lines.get(3).get("meanBatch").asDouble()).isGreaterThan(1);
    assertThat(news.get(news.size() - 1)).contains("| 4 | 1 | off |", "| 4 | 4 | on |");
  }
}
