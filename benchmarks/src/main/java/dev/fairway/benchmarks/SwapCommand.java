package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.StreamPlan;
import dev.fairway.benchmarks.stream.SwapRun;
import dev.fairway.contract.ContentType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run swap}. */
@Command(
    name = "swap",
    mixinStandardHelpOptions = true,
    description =
        "Promotes model after model while the job reads as fast as it can. Each forecast must be there once, name its model, and be no fallback.",
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run swap --every PT0.5S")
final class SwapCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StreamWork work;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "PT1S",
      description = "A model is promoted (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(names = "--sites", defaultValue = "449", description = "Default: ${DEFAULT-VALUE}.")
  private int sites;

  @Option(
      names = "--intervals",
      defaultValue = "300",
      description = "Of five minutes, ten readings of each site (default: ${DEFAULT-VALUE}).")
  private long intervals;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/swap.jsonl",
      description = "A line is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    new SwapRun(
            new StreamPlan(
                sites,
                10,
                intervals,
                ContentType.JSON,
                work.partitions(),
                2,
                Duration.ofSeconds(1)),
            every,
            work.directory(),
            results,
            work.origin(spec, clock),
            Console.lines(clock))
        .measure();
    return 0;
  }
}
