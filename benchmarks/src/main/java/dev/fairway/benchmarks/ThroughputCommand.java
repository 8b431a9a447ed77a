package dev.fairway.benchmarks;

import dev.fairway.benchmarks.stream.StreamPlan;
import dev.fairway.benchmarks.stream.ThroughputRun;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmarks/run throughput}. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Readings a second through the whole job (intervals, and forecasts by an untrained STGCN of the product's form), beside Flink passing the same records through, with and without the exchange by site, and Kafka Streams counting them.",
      "Broker and all sides run in this process, on a topic that is filled first. What comes out is counted before any time is taken."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run throughput --sites 449 --intervals 668")
final class ThroughputCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private StreamWork work;
  @Mixin private StreamLoad load;

  @Option(names = "--sites", defaultValue = "449", description = "Default: ${DEFAULT-VALUE}.")
  private int sites;

  @Option(
      names = "--per-interval",
      paramLabel = "READINGS",
      defaultValue = "10",
      description = "Of a site in five minutes: 10 are one every 30 s (default: ${DEFAULT-VALUE}).")
  private int perInterval;

  @Option(
      names = "--intervals",
      defaultValue = "668",
      description = "Of five minutes (default: ${DEFAULT-VALUE}).")
  private long intervals;

  @Option(
      names = "--warm-ups",
      paramLabel = "ROUNDS",
      defaultValue = "1",
      description =
          "That are not timed, at least one: the just-in-time compiler works on for minutes (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--sides",
      split = ",",
      defaultValue = "fairway,keyed_pass_through,pass_through,kafka_streams_count",
      description =
          "Who reads: ${COMPLETION-CANDIDATES}; the first is compared with the others (default: all).")
  private List<ThroughputRun.Contestant> sides;

  @Option(
      names = "--results",
      defaultValue = ".fairway/benchmarks/throughput.jsonl",
      description = "A line for each measurement is appended (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Override
  public Integer call() throws Exception {
    if (warmUps < 1) {
      throw new ParameterException(spec.commandLine(), "--warm-ups=" + warmUps + " is below 1");
    }
    Clock clock = Clock.systemUTC();
    new ThroughputRun(
            new StreamPlan(
                sites,
                perInterval,
                intervals,
                load.type(),
                work.partitions(),
                load.parallelism(),
                load.checkpointEvery()),
            warmUps,
            load.rounds(),
            sides,
            work.directory(),
            results,
            work.origin(spec, clock),
            Console.lines(clock))
        .measure();
    return 0;
  }
}
