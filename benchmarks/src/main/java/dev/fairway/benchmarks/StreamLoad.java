package dev.fairway.benchmarks;

import dev.fairway.contract.ContentType;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How records go through the stream in rounds. */
final class StreamLoad {

  @Option(
      names = "--type",
      defaultValue = "json",
      description = "Form of all records: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private ContentType type;

  @Option(
      names = "--parallelism",
      defaultValue = "2",
      description = "Of jobs, threads of Kafka Streams (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "DURATION",
      defaultValue = "PT1S",
      description = "Results are committed so often (default: ${DEFAULT-VALUE}).")
  private Duration checkpointEvery;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "That are timed, after those that are not (default: ${DEFAULT-VALUE}).")
  private int rounds;

  ContentType type() {
    return type;
  }

  int parallelism() {
    return parallelism;
  }

  Duration checkpointEvery() {
    return checkpointEvery;
  }

  int rounds() {
    return rounds;
  }
}
