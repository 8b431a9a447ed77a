package dev.fairway.cli.train;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The options that every training has. */
public final class TrainingRequest {

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Broker that has the history, and is told of the model.")
  String kafka;

  @Option(
      names = "--network",
      required = true,
      paramLabel = "ID",
      description = "Network to learn.")
  String network;

  @Option(
      names = "--until",
      required = true,
      paramLabel = "TIME",
      description =
          "End of the history to learn from, such as 2026-03-06T00:00:00Z; waits until the stream is there.")
  Instant until;

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
      defaultValue = "PT10M",
      paramLabel = "DURATION",
      description =
          "Time after which training ends with what it has. Where it is the tighter limit, results depend on the machine's speed. Default: ${DEFAULT-VALUE}.")
  Duration longest;
}
