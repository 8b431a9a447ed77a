package dev.fairway.cli;

import java.time.Instant;
import picocli.CommandLine.Option;

/** The history of a running Fairway that a training learns from. */
final class StreamOptions {

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
}
