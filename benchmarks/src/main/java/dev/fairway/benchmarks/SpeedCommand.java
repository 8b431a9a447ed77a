package dev.fairway.benchmarks;

import dev.fairway.benchmarks.accuracy.Protocol;
import dev.fairway.benchmarks.accuracy.Task;
import dev.fairway.benchmarks.scale.GridTown;
import dev.fairway.benchmarks.speed.SpeedRun;
import dev.fairway.series.MeasuredNetwork;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code benchmarks/run speed}. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description = {
      "Times our STGCN beside the PyTorch one, turn by turn, after a check that both compute the same.",
      "Without PyTorch it times our own."
    },
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/run speed --sites 449 --python venv/bin/python")
final class SpeedCommand implements Callable<Integer> {

  /** Intervals of a made-up town: two days. */
  private static final int TOWN_STEPS = 576;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "A data set's folder: its sites are the size of the network.")
  private Path folder;

  @Option(
      names = "--sites",
      defaultValue = "449",
      description =
          "Where there is no --data: the size of a made-up town without holes (default: ${DEFAULT-VALUE}).")
  private int sites;

  @Option(names = "--batch", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--threads",
      defaultValue = "1",
      description = "Of one tensor operation, on both sides (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Turns of each side that are timed (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--memory-steps",
      defaultValue = "0",
      description = "Training steps over which memory is watched (default: ${DEFAULT-VALUE}).")
  private int memorySteps;

  @Option(
      names = "--work",
      defaultValue = ".fairway/benchmarks/work",
      description = "For what is exchanged with the peer (default: ${DEFAULT-VALUE}).")
  private Path work;

  @Mixin private PythonOption python;

  @Override
  public Integer call() throws Exception {
    Consumer<String> news = Console.lines(Clock.systemUTC());
    Task task = folder == null ? town() : Tasks.open(folder, Protocol.SHARES, work);
    boolean same =
        new SpeedRun(task, batch, threads, work, news)
            .run(python.python(news), rounds, memorySteps);
    return same ? 0 : 1;
  }

  private Task town() {
    MeasuredNetwork measured = GridTown.measured(sites, 1);
    return new Task(measured.name(), GridTown.series(measured, TOWN_STEPS), Protocol.SHARES);
  }
}
