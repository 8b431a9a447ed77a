package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.DiffusionMood;
import dev.fairway.benchmarks.stream.LatencyRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run latency}. */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = {
      "From the moment at which the broker has all of an interval to its forecasts, as a reader of committed records sees them, by size of the network, time between checkpoints and what the diffusion service does.",
      "The forecaster is an untrained STGCN of the product's form; where there is a service it asks for a representation."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/run latency --sites 449,5000,40000 --checkpoint-every PT1S,PT10S",
      "  benchmarks/run latency --sites 449 --diffusion none,prompt,slow,hung,refusing,wrong"
    })
final class LatencyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StreamWork work;

  @Option(
      names = "--sites",
      split = ",",
      defaultValue = "449,5000,40000",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Integer> sites;

  @Option(
      names = "--checkpoint-every",
      split = ",",
      paramLabel = "DURATION",
      defaultValue = "PT1S,PT10S",
      description = "Default: ${DEFAULT-VALUE}.")
  private List<Duration> checkpoints;

  @Option(
      names = "--diffusion",
      split = ",",
      defaultValue = "none",
      description = "The service: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private List<DiffusionMood> moods;

  @Option(
      names = "--deadline",
      paramLabel = "DURATION",
      defaultValue = "PT2S",
      description = "Of the service (default: ${DEFAULT-VALUE}).")
  private Duration deadline;

  @Option(
      names = "--intervals",
      defaultValue = "20",
      description = "That are measured, after three that are not (default: ${DEFAULT-VALUE}).")
  private int intervals;

  @Option(
      names = "--parallelism",
      defaultValue = "1",
      description = "Of the job (default: ${DEFAULT-VALUE}).")
  private int parallelism;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/latency.jsonl",
      description = "A line for each measurement is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    Clock clock = Clock.systemUTC();
    new LatencyRun(
            new LatencyRun.Plan(
                sites, checkpoints, moods, deadline, intervals, work.partitions(), parallelism),
            work.directory(),
            results,
            work.origin(spec, clock),
            Console.lines(clock))
        .measure();
    return 0;
  }
}
