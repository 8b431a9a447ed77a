package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.Origin;
import dev.fairway.provenance.CodeVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the benchmarks of the stream have in common: their broker, and where figures come from. */
final class StreamWork {

  @Option(
      names = "--partitions",
      defaultValue = "4",
      description = "Of every topic (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For the broker's files, which go at the end (default: ${DEFAULT-VALUE}).")
  private Path work;

  int partitions() {
    return partitions;
  }

  Path directory() {
    return work;
  }

  Origin origin(CommandSpec spec, Clock clock) {
    OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
    return new Origin(
        clock.instant().toString(),
        Typed.command(spec),
        CodeVersion.current(),
        machine.getAvailableProcessors(),
        machine.getSystemLoadAverage());
  }
}
