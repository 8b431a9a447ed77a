package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.SoakRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run soak}. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description = {
      "What broker, feed, job and scores, all in this process, occupy while they have as much to do as they can, for an hour by default.",
      "At the end each reading and each forecast must be there once."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/run soak",
      "  benchmarks/run soak --for PT10M --no-scores --every PT20S"
    })
final class SoakCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StreamWork work;

  @Option(names = "--sites", defaultValue = "449", description = "Default: ${DEFAULT-VALUE}.")
  private int sites;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "PT1H",
      description = "Default: ${DEFAULT-VALUE}.")
  private Duration duration;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description = "Memory is looked at (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(
      names = "--scores",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Kafka Streams scores all forecasts and is waited for; without it the job has the machine for itself (default: ${DEFAULT-VALUE}).")
  private boolean scored;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "DURATION",
      defaultValue = "PT2S",
      description = "Results are committed so often (default: ${DEFAULT-VALUE}).")
  private Duration checkpointEvery;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/soak.jsonl",
      description = "A line is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    new SoakRun(
            new SoakRun.Plan(sites, scored, duration, every, checkpointEvery, work.partitions()),
            work.directory(),
            results,
            work.origin(spec, clock),
            clock,
            Console.lines(clock))
        .measure();
    return 0;
  }
}
