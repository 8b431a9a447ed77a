package dev.fairway.cli;

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
      names = "--at-most",
      paramLabel = "DURATION",
      description =
          "Time after which training ends with what it has; then results depend on the machine's speed. Default: PT10M beside a stream, none for a data set.")
  private Duration longest;

  Optional<Duration> longest() {
    return Optional.ofNullable(longest);
  }

  Duration longestBesideAStream() {
    return longest().orElse(BESIDE_A_STREAM);
  }
}
