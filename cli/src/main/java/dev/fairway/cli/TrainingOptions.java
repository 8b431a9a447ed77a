package dev.fairway.cli;

import dev.fairway.cli.train.TrainingRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every training has, whatever it learns from. */
final class TrainingOptions {

  /** Of a training beside a stream, which must leave the machine to it. */
  private static final Duration BESIDE_A_STREAM = Duration.ofMinutes(10);

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description =
          "The bundle's directory is made here; so are checkpoints, from which a training goes on.")
  Path out;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML, as told above. Default: a small model.")
  private Path config;

  @Option(
      names = "--at-most",
      paramLabel = "DURATION",
      description =
          "Time after which training ends with what it has; then results depend on the machine's speed. Default: PT10M beside a stream, none for a data set.")
  private Duration longest;

  Optional<Duration> longest() {
    return Optional.ofNullable(longest);
  }

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  /** As they are typed, but for where to and how long, which do not change the model. */
  String arguments() {
    return (config == null ? "" : " --config " + config) + " --seed " + seed;
  }

  TrainingRequest on(StreamOptions stream) {
    return new TrainingRequest(
        stream.kafka, stream.network, stream.until, out, seed, longest().orElse(BESIDE_A_STREAM));
  }
}
