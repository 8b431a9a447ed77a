package dev.fairway.cli;

import picocli.CommandLine.Option;

/** The broker that a process of a cluster works with. */
final class KafkaOption {

  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Bootstrap servers of the Kafka cluster.")
  String bootstrapServers;
}
