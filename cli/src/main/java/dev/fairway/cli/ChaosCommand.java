package dev.fairway.cli;

import dev.fairway.cli.chaos.AwakeClock;
import dev.fairway.cli.chaos.ChaosRun;
import dev.fairway.cli.chaos.ChaosTable;
import dev.fairway.cli.chaos.FaultKind;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code fairway chaos}: faults, and what they cost. */
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Fairway on a small simulated world in processes of its own, lets faults strike at random moments, and compares "
          + "what came out with what went in: each reading counted once, each window forecast once, each forecast scored once.",
      "Exits with 1 if anything was lost, doubled or wrong, or did not recover. Ctrl-C ends all of it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  fairway chaos                                    all faults; the whole is killed 20 times",
      "  fairway chaos --faults whole --kills 100",
      "  fairway chaos --faults job,broker-kill --times 5 --seed 7 --work chaos"
    })
final class ChaosCommand implements Callable<Integer> {

  private static final int TICK_MILLIS = 200;

  @Spec private CommandSpec spec;

  @Option(
      names = "--faults",
      paramLabel = "LIST",
      defaultValue = "all",
      converter = FaultsConverter.class,
      description =
          "What strikes, with commas between: all, whole (one process with everything in it), operator, job, feed, "
              + "broker-restart, broker-kill, diffusion-kill, diffusion-hang, serve, checkpoint, taskmanager, rescale (the last two "
              + "on a Flink cluster of processes of its own). Default: ${DEFAULT-VALUE}.")
  private Set<FaultKind> faults;

  @Option(
      names = "--kills",
      defaultValue = "20",
      paramLabel = "N",
      description = "How often the whole is killed. Default: ${DEFAULT-VALUE}.")
  private int kills;

  @Option(
      names = "--times",
      defaultValue = "2",
      paramLabel = "N",
      description = "How often each other fault strikes. Default: ${DEFAULT-VALUE}.")
  private int times;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the simulator and of the moments. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      defaultValue = ".fairway/chaos",
      description = "For logs and data; must be empty or not there yet. Default: ${DEFAULT-VALUE}.")
  private Path work;

  static final class FaultsConverter implements ITypeConverter<Set<FaultKind>> {
    @Override
    public Set<FaultKind> convert(String text) {
      try {
        return FaultKind.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public Integer call() throws Exception {
    requireEmpty();
    PrintWriter out = spec.commandLine().getOut();
    AwakeClock clock = new AwakeClock(Clock.systemUTC());
    Instant began = clock.instant();
    ChaosRun run =
        new ChaosRun(
            work,
            seed,
            new Random(seed),
            clock,
            line -> {
              out.printf(
                  "%7.1f s  %s%n",
                  Duration.between(began, clock.instant()).toMillis() / 1000.0, line);
              out.flush();
            });
    ScheduledExecutorService ticks =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "awake");
              thread.setDaemon(true);
              return thread;
            });
    ScheduledFuture<?> unused =
        ticks.scheduleWithFixedDelay(clock::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    Thread main = Thread.currentThread();
    Interruption interruption = Interruption.onSignal(main::interrupt);
    try (interruption) {
      ChaosTable table = run.run(faults, kills, times);
      out.print(table.describe());
      out.flush();
      return table.isSurvived() ? 0 : 1;
    } finally {
      ticks.shutdownNow();
    }
  }

  private void requireEmpty() throws Exception {
    if (Files.notExists(work)) {
      return;
    }
    try (Stream<Path> entries = Files.list(work)) {
      if (entries.findAny().isPresent()) {
        throw new ParameterException(spec.commandLine(), "--work: %s is not empty".formatted(work));
      }
    }
  }
}
