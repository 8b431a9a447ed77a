package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.AisRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run ais}. */
@Command(
    name = "ais",
    mixinStandardHelpOptions = true,
    description = {
      "AIS messages a second: NMEA lines decoded on one thread beside AisLib, and from the lines through feed, broker and job to committed intervals, all in this process.",
      "The lines are of made-up vessels. Every position must be in an interval."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run ais --vessels 10000 --duration PT20M")
final class AisCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StreamWork work;
  @Mixin private StreamLoad load;

  @Option(names = "--vessels", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
  private int vessels;

  @Option(
      names = "--side",
      paramLabel = "CELLS",
      defaultValue = "32",
      description = "Of the sea, a square (default: ${DEFAULT-VALUE}).")
  private int side;

  @Option(
      names = "--duration",
      defaultValue = "PT30M",
      description = "Of the feed, a report of each vessel every 10 s (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/ais.jsonl",
      description = "A line for each round is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    new AisRun(
            new AisRun.Plan(
                side,
                vessels,
                duration,
                load.type(),
                work.partitions(),
                load.parallelism(),
                load.checkpointEvery(),
                load.rounds()),
            work.directory(),
            results,
            work.origin(spec, clock),
            Console.lines(clock))
        .measure();
    return 0;
  }
}
