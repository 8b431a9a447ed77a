package dev.fairway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process is killed, as by kill -9, goes on when it is started again. */
class KilledTrainingIT {

  @TempDir Path home;

  @Test
  void aForecasterEndsWithTheWeightsOfOneThatWasNotKilled() throws Exception {
    Path config = TinyDataSet.config(home.resolve("config.yaml"));
    Files.writeString(config, Files.readString(config).replace("epochs: 3", "epochs: 10"));
    requireSameWeights("forecaster", config);
  }

  @Test
  void aDiffusionModelEndsWithTheWeightsOfOneThatWasNotKilled() throws Exception {
    Path config = TinyDataSet.diffusionConfig(home.resolve("config.yaml"));
    Files.writeString(config, Files.readString(config).replace("steps: 30", "steps: 200"));
    requireSameWeights("diffusion", config);
  }

  private void requireSameWeights(String model, Path config) throws Exception {
    Path data = TinyDataSet.write(home.resolve("tiny"), "tiny", "speed");
    Path killed = home.resolve("killed");
    Path straight = home.resolve("straight");

    Process process =
        OwnProcess.start(home.resolve("child.log"), arguments(model, data, config, killed));
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive() || !checkpoints(killed).isEmpty());
    process.destroyForcibly().waitFor();
    assertThat(bundles(killed)).as("killed before its end").isEmpty();
    assertThat(checkpoints(killed)).hasSize(1);

    run(arguments(model, data, config, killed));
    run(arguments(model, data, config, straight));
    assertThat(checkpoints(killed)).isEmpty();
    assertThat(Files.readAllBytes(bundles(killed).get(0).resolve("weights.safetensors")))
        .isEqualTo(Files.readAllBytes(bundles(straight).get(0).resolve("weights.safetensors")));
  }

  private static List<String> arguments(String model, Path data, Path config, Path out) {
    return List.of(
        "train",
        model,
        "--data",
        data.toString(),
        "--config",
        config.toString(),
        "--seed",
        "3",
        "--out",
        out.toString());
  }

  private static void run(List<String> arguments) {
    StringWriter err = new StringWriter();
    int exit =
        Fairway.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).as(err.toString()).isZero();
  }

  private static List<Path> checkpoints(Path out) throws IOException {
    return entries(out.resolve("checkpoints"));
  }

  private static List<Path> bundles(Path out) throws IOException {
    if (Files.notExists(out)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(out)) {
      return all.filter(path -> Files.exists(path.resolve("model.json"))).toList();
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(path -> !path.toString().endsWith(".draft")).toList();
    }
  }
}
